import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { boundGaps, widest } from './bound-gaps.js'

test('a stretch that is too long is divided evenly, also the first and the last', () => {
  expect(boundGaps([20, 25], 40, { gapSeconds: 10, cap: 128 })).toEqual({
    kept: [0, 1],
    added: [10, 32.5],
    widestSeconds: 10,
  })
})

test('where the cap is met, frames with the nearest neighbours make way', () => {
  const { kept, added } = boundGaps([10, 11, 12, 30], 40, { gapSeconds: 15, cap: 4 })
  expect(added).toHaveLength(1)
  expect(kept).toContain(3)
  expect(kept).toHaveLength(3)
})

test('a gap that so few frames cannot keep ends in even spreading, and says how wide it is', () => {
  expect(boundGaps([1, 2, 3], 100, { gapSeconds: 5, cap: 4 })).toEqual({
    kept: [],
    added: [20, 40, 60, 80],
    widestSeconds: 20,
  })
})

test('whatever was chosen, no stretch is longer than asked wherever evenly spread frames could keep it', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: 998 }), { maxLength: 50 }),
      fc.double({ min: 2, max: 300, noNaN: true }),
      fc.integer({ min: 1, max: 60 }),
      (seconds, gapSeconds, cap) => {
        const instants = seconds.toSorted((a, b) => a - b)
        const { kept, added, widestSeconds } = boundGaps(instants, 1000, { gapSeconds, cap })
        const all = [...kept.map((k) => instants[k] as number), ...added].toSorted((a, b) => a - b)
        expect(all.length).toBeLessThanOrEqual(cap)
        expect(all.every((t, k) => t >= 0 && t < 1000 && (k === 0 || t > (all[k - 1] as number)))).toBe(true)
        expect(widest(all, 1000)).toBeCloseTo(widestSeconds, 6)
        const canBeKept = 1000 / (cap + 1) <= gapSeconds
        expect(!canBeKept || widestSeconds <= gapSeconds + 1e-6).toBe(true)
      },
    ),
  )
})
