/**
 * Whether a split leaks: which creators, sources, near-duplicates or sentences are on more than one side of it. What
 * has no such key cannot be checked, and is counted as that, never as clean.
 */

export type LeakKey = 'video' | 'creator' | 'source' | 'near-duplicate' | 'dialogue'

export interface LeakCheck {
  key: LeakKey
  /** Items that have this key, and those that do not: nothing is known about the latter. */
  known: number
  unknown: number
  /** Keys with items in more than one split. */
  leaking: number
  /** The first of them, with how many items each split holds. */
  examples: { value: string; splits: Record<string, number> }[]
}

export interface LeakReport {
  checks: LeakCheck[]
  /** No key that is known is on two sides. */
  isClean: boolean
}

export interface PlacedItem {
  split: string
  keys: Partial<Record<LeakKey, string | null>>
}

const examplesKept = 10

export function leakReport(items: Iterable<PlacedItem>, keys: readonly LeakKey[]): LeakReport {
  const seen = new Map(
    keys.map((key) => [key, { known: 0, unknown: 0, splitsOf: new Map<string, Map<string, number>>() }]),
  )
  for (const item of items) {
    for (const [key, tally] of seen) {
      const value = item.keys[key]
      if (value === undefined || value === null) {
        tally.unknown++
        continue
      }
      tally.known++
      const splits = tally.splitsOf.get(value) ?? new Map<string, number>()
      splits.set(item.split, (splits.get(item.split) ?? 0) + 1)
      tally.splitsOf.set(value, splits)
    }
  }
  const checks = [...seen].map(([key, { known, unknown, splitsOf }]): LeakCheck => {
    const leaking = [...splitsOf].filter(([, splits]) => splits.size > 1)
    const examples = leaking
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .slice(0, examplesKept)
      .map(([value, splits]) => ({ value, splits: Object.fromEntries(splits) }))
    return { key, known, unknown, leaking: leaking.length, examples }
  })
  return { checks, isClean: checks.every((check) => check.leaking === 0) }
}
