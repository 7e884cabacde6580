import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { continuousVlogCount, documentaryShare } from './continuity.js'

const at = (seconds: number, fps = 25) => continuousVlogCount(seconds, { fps, intervalSeconds: 5, cap: 128 })

test('a video of 5.01 s is seen through as many frames as one of 5 s', () => {
  expect([at(5), at(5.01), at(600)]).toEqual([125, 125, 125])
})

test('a video with few frames a second comes to one frame per five seconds', () => {
  expect([at(5, 1), at(30, 1), at(600, 1)]).toEqual([5, 6, 120])
})

test('a longer video is never seen through fewer frames, nor ever through more than the cap', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1, max: 600, noNaN: true }),
      fc.double({ min: 0.1, max: 60, noNaN: true }),
      (s, fps) => {
        expect(at(s + 1, fps)).toBeGreaterThanOrEqual(at(s, fps))
        expect(at(s, fps)).toBeLessThanOrEqual(128)
      },
    ),
  )
})

test('the documentary’s rule comes in from nothing at 600 s to everything at 1200 s', () => {
  expect([600, 900, 1200, 9000].map(documentaryShare)).toEqual([0, 0.5, 1, 1])
})
