import { expect, test } from 'vitest'
import { formatScore, toHundredths } from './format-score.js'

test.each([
  [66.1775, '66.18'],
  [66.175, '66.18'], // toFixed says 66.17
  [1.005, '1.01'], // and 1.00
  [66.174999, '66.17'],
  [72.284285714, '72.28'],
  [0, '0.00'],
  [0.004, '0.00'],
  [0.005, '0.01'],
  [100, '100.00'],
  [-0.4, '-0.40'],
  [-2.5, '-2.50'],
])('%d is shown as %s', (score, shown) => {
  expect(formatScore(score)).toBe(shown)
})

test('every half hundredth from 0 to 100 goes up', () => {
  for (let hundredths = 0; hundredths < 10_000; hundredths += 1)
    expect(toHundredths((hundredths * 10 + 5) / 1000)).toBe(hundredths + 1)
})
