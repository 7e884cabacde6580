import { expect, test } from 'vitest'
import { addRanges, predictSum } from './ranges.js'

test('the range of a sum holds what new videos cost in about 95 of 100 draws', () => {
  // A small generator, so that the draws are the same each time: costs from 50 to 150.
  let state = 7
  const cost = () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return 50 + (100 * state) / 2 ** 31
  }
  const draws = 2000
  let held = 0
  for (let draw = 0; draw < draws; draw++) {
    const { low, high } = predictSum(Array.from({ length: 4 }, cost), 30, 0)
    const total = Array.from({ length: 30 }, cost).reduce((sum, one) => sum + one, 0)
    if (low <= total && total <= high) held++
  }
  expect(held / draws).toBeGreaterThan(0.93)
  expect(held / draws).toBeLessThan(0.98)
})

test('nothing measured is no expectation, only a limit; one video has no spread', () => {
  expect(predictSum([], 10, 700)).toEqual({ low: 0, expected: null, high: 700 })
  expect(predictSum([5], 10, 700)).toEqual({ low: 0, expected: 50, high: 700 })
  expect(addRanges([predictSum([], 1, 9), predictSum([1, 1], 2, 0)])).toEqual({ low: 2, expected: null, high: 11 })
})
