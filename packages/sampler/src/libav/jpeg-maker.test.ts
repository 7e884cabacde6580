import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { quantiserScale } from './jpeg-maker.js'

test('better quality never divides by more, and stays within what the encoder knows', () => {
  expect([100, 95, 85, 75, 50, 10, 1].map(quantiserScale)).toEqual([1, 1, 3, 5, 10, 31, 31])
  fc.assert(
    fc.property(fc.double({ min: 1, max: 100, noNaN: true }), fc.double({ min: 1, max: 100, noNaN: true }), (a, b) => {
      expect(quantiserScale(Math.max(a, b))).toBeLessThanOrEqual(quantiserScale(Math.min(a, b)))
    }),
  )
})
