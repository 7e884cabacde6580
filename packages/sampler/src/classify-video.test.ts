import { expect, test } from 'vitest'
import { classifyVideo } from './classify-video.js'

test.each([
  [0.04, 'live'],
  [5, 'live'],
  [5.0001, 'vlog'],
  [600, 'vlog'],
  [600.0001, 'documentary'],
  [4 * 3600, 'documentary'],
])('a video of %s s is a %s', (seconds, kind) => {
  expect(classifyVideo(seconds)).toBe(kind)
})

test.each([0, -0.005, Number.NaN, Infinity])('a video of %s s has no kind', (seconds) => {
  expect(() => classifyVideo(seconds)).toThrow(/has no kind/)
})
