import { expect, test } from 'vitest'
import { seededRandom } from './random.js'

const first = (seed: number, count: number) => {
  const random = seededRandom(seed)
  return Array.from({ length: count }, () => random.next())
}

test('one seed is one sequence, and neighbouring seeds have nothing in common', () => {
  expect(first(7, 5)).toEqual(first(7, 5))
  const [a, b] = [first(7, 2000), first(8, 2000)]
  const covariance = a.reduce((sum, value, index) => sum + (value - 0.5) * (b[index]! - 0.5), 0) / 2000
  expect(Math.abs(covariance * 12)).toBeLessThan(0.08)
})

test('every whole number below the bound comes equally often', () => {
  const random = seededRandom(1)
  const counts = Array.from({ length: 10 }, () => 0)
  for (let draw = 0; draw < 10_000; draw += 1) counts[random.below(10)]! += 1
  const chiSquare = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)
  expect(chiSquare).toBeLessThan(21.67)
})
