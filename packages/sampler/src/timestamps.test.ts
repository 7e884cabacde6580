import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { frameAt, segmentMidpoints, thinEvenly, vlogTimestamps } from './timestamps.js'

test.each([
  [5.01, 2],
  [6, 2],
  [10, 2],
  [12.5, 3],
  [300, 60],
  [599, 120],
  [600, 120],
])('a vlog of %s s gives %s frames', (seconds, count) => {
  expect(vlogTimestamps(seconds)).toHaveLength(count)
})

test('a vlog is looked at from its first instant on, every five seconds', () => {
  expect(vlogTimestamps(12.5)).toEqual([0, 5, 10])
  expect(vlogTimestamps(12.5, { phase: 'centre' })).toEqual([2.5, 7.5])
})

test('the 64 segments of a video are looked at in their middles', () => {
  expect(segmentMidpoints(64).slice(0, 2)).toEqual([0.5, 1.5])
  expect(segmentMidpoints(64).at(-1)).toBe(63.5)
  const ten = segmentMidpoints(600)
  expect([ten.length, ten[0], (ten[1] ?? 0) - (ten[0] ?? 0)]).toEqual([64, 4.6875, 9.375])
})

test('150 frames are thinned to 128 evenly', () => {
  const kept = thinEvenly(150)
  expect(kept.slice(0, 8)).toEqual([0, 1, 2, 4, 5, 6, 7, 8])
  expect(kept.slice(-3)).toEqual([147, 148, 149])
  expect(new Set(kept).size).toBe(128)
})

test('frames that fit under the cap are all kept', () => {
  expect(thinEvenly(125)).toHaveLength(125)
  expect(thinEvenly(0)).toEqual([])
})

test('thinning keeps order, repeats nothing, and stays under the cap', () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.integer({ min: 1, max: 300 }), (n, cap) => {
      const kept = thinEvenly(n, cap)
      expect(kept.length).toBe(Math.min(n, cap))
      expect(kept.every((k, i) => k >= 0 && k < n && (i === 0 || k > (kept[i - 1] as number)))).toBe(true)
    }),
  )
})

test('the frame at t is the last that starts at or before it', () => {
  const starts = [0, 0.1, 0.5, 2]
  expect([0, 0.09, 0.1, 0.499, 0.5, 1.99, 2, 99].map((t) => frameAt(starts, t))).toEqual([0, 0, 1, 1, 2, 2, 3, 3])
})

test('every chosen instant lies inside the video', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.001, max: 20_000, noNaN: true }),
      fc.integer({ min: 1, max: 128 }),
      (seconds, segments) => {
        for (const list of [vlogTimestamps(seconds), segmentMidpoints(seconds, segments)])
          expect(list.every((t, k) => t >= 0 && t < seconds && (k === 0 || t > (list[k - 1] as number)))).toBe(true)
      },
    ),
  )
})
