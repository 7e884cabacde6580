/**
 * §5.1: a random shuffle into two sets of exact size (57k/3k). Beyond the paper: `groupBy` keeps everything of one
 * group (a creator, a cluster of near-duplicates) in one split, so that nothing leaks from training to testing.
 * The same items and seed give the same manifest hash, in whatever order the items come.
 */
import { createHash } from 'node:crypto'
import { CurationError } from './errors.js'
import { shuffled } from './seeded-random.js'

export interface SplitSettings<Item> {
  seed: string | number
  /** Items in each split, exactly. What is left over is unused, and listed. */
  counts?: Record<string, number>
  /** Shares that add up to 1, instead of counts; with groups, as near as whole groups allow. */
  ratio?: Record<string, number>
  groupBy?: (item: Item) => string
  /** Where whole groups cannot meet the counts: refuse (the default), or come as near as they allow and say by how much. */
  whenUnmet?: 'refuse' | 'nearest'
}

export interface DatasetSplit {
  /** Sorted by id. */
  assignments: { id: string; group: string; split: string }[]
  counts: Record<string, number>
  /** Got minus wanted, for each split; all zero where the counts were met. */
  deviation: Record<string, number>
  unused: string[]
  /** SHA-256 over the assignments. */
  manifestHash: string
}

/** @throws CurationError where the counts cannot be met. */
export function splitDataset<Item extends { id: string }>(
  items: readonly Item[],
  settings: SplitSettings<Item>,
): DatasetSplit {
  const repeated = items.length - new Set(items.map((item) => item.id)).size
  if (repeated > 0) throw new CurationError('bad-settings', `${repeated} ids occur twice.`)
  const wanted = wantedCounts(items.length, settings)
  const isExact = settings.counts !== undefined && settings.whenUnmet !== 'nearest'
  const groups = groupsOf(items, settings.groupBy)
  let free = shuffled([...groups.keys()].toSorted(), `split:${settings.seed}`)

  const splitOf = new Map<string, string>()
  // The smallest split first: it has the fewest ways to be filled.
  const order = Object.entries(wanted).toSorted(([, a], [, b]) => a - b)
  for (const [split, count] of order) {
    const isLastOfAll = free.reduce((sum, group) => sum + groups.get(group)!.length, 0) === count
    const { chosen, size } = isLastOfAll
      ? { chosen: free, size: count }
      : fill(free, (group) => groups.get(group)!.length, count)
    if (size !== count && isExact)
      throw new CurationError('bad-settings', `No set of whole groups holds exactly ${count} items for "${split}".`)
    for (const group of chosen) splitOf.set(group, split)
    free = free.filter((group) => !splitOf.has(group))
  }
  // A ratio leaves nothing over: the largest split takes the groups that fitted nowhere.
  if (settings.ratio && order.length > 0) for (const group of free) splitOf.set(group, order.at(-1)![0])

  const assignments: DatasetSplit['assignments'] = []
  const unused: string[] = []
  for (const [group, ids] of groups) {
    const split = splitOf.get(group)
    for (const id of ids) {
      if (split === undefined) unused.push(id)
      else assignments.push({ id, group, split })
    }
  }
  assignments.sort((a, b) => (a.id < b.id ? -1 : 1))
  const counts: Record<string, number> = Object.fromEntries(Object.keys(wanted).map((split) => [split, 0]))
  for (const { split } of assignments) counts[split]! += 1
  const deviation = Object.fromEntries(Object.entries(wanted).map(([split, count]) => [split, counts[split]! - count]))
  return { assignments, counts, deviation, unused: unused.toSorted(), manifestHash: hashOf(assignments) }
}

function wantedCounts<Item>(total: number, settings: SplitSettings<Item>): Record<string, number> {
  const { counts, ratio } = settings
  if ((counts === undefined) === (ratio === undefined)) {
    throw new CurationError('bad-settings', 'Give either counts or a ratio.')
  }
  if (counts) {
    const sum = Object.values(counts).reduce((all, count) => all + count, 0)
    if (Object.values(counts).some((count) => !Number.isInteger(count) || count < 0)) {
      throw new CurationError('bad-settings', 'Counts are whole numbers, zero or more.')
    }
    if (sum > total)
      throw new CurationError('not-enough-items', `The splits want ${sum} items, and there are ${total}.`)
    return counts
  }
  const shares = Object.entries(ratio!)
  if (Math.abs(shares.reduce((all, [, share]) => all + share, 0) - 1) > 1e-9 || shares.some(([, share]) => share < 0)) {
    throw new CurationError('bad-settings', 'The shares of a ratio are positive and add up to 1.')
  }
  // Largest remainder, so that the counts add up to the total.
  const floors = shares.map(([name, share]) => ({ name, count: Math.floor(share * total), rest: (share * total) % 1 }))
  let missing = total - floors.reduce((all, one) => all + one.count, 0)
  for (const one of floors.toSorted((a, b) => b.rest - a.rest)) if (missing-- > 0) one.count++
  return Object.fromEntries(floors.map(({ name, count }) => [name, count]))
}

function groupsOf<Item extends { id: string }>(
  items: readonly Item[],
  groupBy?: (item: Item) => string,
): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const item of items) {
    const group = groupBy ? groupBy(item) : item.id
    const ids = groups.get(group)
    if (ids) ids.push(item.id)
    else groups.set(group, [item.id])
  }
  return groups
}

/** Takes groups in order while they fit. */
function fillUpTo(groups: string[], sizeOf: (group: string) => number, count: number): string[] {
  let room = count
  return groups.filter((group) => {
    if (sizeOf(group) > room) return false
    room -= sizeOf(group)
    return true
  })
}

/** Groups whose sizes add up to `count`, or to the nearest sum below it: first come, first served, else by the subset-sum table. */
function fill(groups: string[], sizeOf: (group: string) => number, count: number): { chosen: string[]; size: number } {
  const greedy = fillUpTo(groups, sizeOf, count)
  const size = greedy.reduce((sum, group) => sum + sizeOf(group), 0)
  if (size === count) return { chosen: greedy, size }
  const reachedBy = new Int32Array(count + 1).fill(-1)
  for (const [index, group] of groups.entries()) {
    const step = sizeOf(group)
    for (let sum = count; sum >= step; sum--) {
      if (reachedBy[sum] === -1 && (sum === step || reachedBy[sum - step] !== -1)) reachedBy[sum] = index
    }
    if (reachedBy[count] !== -1) break
  }
  const best = reachedBy.findLastIndex((index) => index !== -1)
  const chosen: string[] = []
  for (let sum = best; sum > 0; sum -= sizeOf(chosen.at(-1)!)) chosen.push(groups[reachedBy[sum]!]!)
  return { chosen, size: Math.max(0, best) }
}

function hashOf(assignments: DatasetSplit['assignments']): string {
  const hash = createHash('sha256')
  for (const { id, group, split } of assignments) hash.update(`${JSON.stringify([id, group, split])}\n`)
  return hash.digest('hex')
}
