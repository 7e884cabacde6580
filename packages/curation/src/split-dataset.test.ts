import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitCounts } from './paper.js'
import { splitDataset } from './split-dataset.js'

const items = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `v${index}`, creator: `c${index % 7}` }))

describe('a split', () => {
  test('of 60,000 videos holds exactly the 57,000 and 3,000 of §5.1', () => {
    const split = splitDataset(items(60_000), { seed: 1, counts: splitCounts })
    expect(split.counts).toEqual({ train: 57_000, heldout: 3_000 })
    expect(new Set(split.assignments.map((one) => one.id)).size).toBe(60_000)
  })

  test('is the same for the same seed, in whatever order the items come, and another for another seed', () => {
    const settings = { seed: 7, counts: { train: 80, heldout: 20 } }
    const hash = splitDataset(items(100), settings).manifestHash
    expect(splitDataset(items(100).toReversed(), settings).manifestHash).toBe(hash)
    expect(splitDataset(items(100), { ...settings, seed: 8 }).manifestHash).not.toBe(hash)
  })

  test('never lets a group into two splits, and still meets its counts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 8, maxLength: 40 }),
        fc.integer(),
        (sizes, seed) => {
          const grouped = sizes.flatMap((size, group) =>
            Array.from({ length: size }, (_, at) => ({ id: `${group}-${at}`, group: `g${group}` })),
          )
          const heldout = sizes[0]!
          const split = splitDataset(grouped, {
            seed,
            counts: { train: grouped.length - heldout, heldout },
            groupBy: (item) => item.group,
          })
          const splitsOfGroup = new Map<string, Set<string>>()
          for (const one of split.assignments)
            splitsOfGroup.set(one.group, (splitsOfGroup.get(one.group) ?? new Set()).add(one.split))
          expect([...splitsOfGroup.values()].every((splits) => splits.size === 1)).toBe(true)
          expect(split.counts).toEqual({ train: grouped.length - heldout, heldout })
        },
      ),
    )
  })

  test('lists what it does not use', () => {
    const split = splitDataset(items(10), { seed: 1, counts: { train: 6, heldout: 2 } })
    expect(split.unused).toHaveLength(2)
    expect(split.assignments).toHaveLength(8)
  })

  test('by ratio uses everything', () => {
    expect(splitDataset(items(11), { seed: 1, ratio: { train: 0.9, heldout: 0.1 } }).counts).toEqual({
      train: 10,
      heldout: 1,
    })
    const grouped = splitDataset(items(100), {
      seed: 1,
      ratio: { train: 0.8, heldout: 0.2 },
      groupBy: (item) => item.creator,
    })
    expect(grouped.unused).toEqual([])
  })

  test('refuses counts that cannot be met instead of missing them silently', () => {
    const same = items(10).map((item) => ({ ...item, creator: 'one' }))
    expect(() =>
      splitDataset(same, { seed: 1, counts: { train: 8, heldout: 2 }, groupBy: (item) => item.creator }),
    ).toThrow('No set of whole groups')
    expect(() => splitDataset(items(3), { seed: 1, counts: { train: 4 } })).toThrow('there are 3')
    expect(() => splitDataset([...items(2), ...items(2)], { seed: 1, counts: { train: 4 } })).toThrow('occur twice')
    expect(() => splitDataset(items(3), { seed: 1 })).toThrow('either counts or a ratio')
  })

  test('comes as near as whole groups allow where it is asked to, and says by how much it missed', () => {
    const threes = items(9).map((item, index) => ({ ...item, creator: `c${Math.floor(index / 3)}` }))
    const split = splitDataset(threes, {
      seed: 1,
      counts: { train: 5, heldout: 4 },
      whenUnmet: 'nearest',
      groupBy: (item) => item.creator,
    })
    expect(split.counts).toEqual({ train: 3, heldout: 3 })
    expect(split.deviation).toEqual({ train: -2, heldout: -1 })
    expect(split.unused).toHaveLength(3)
  })
})
