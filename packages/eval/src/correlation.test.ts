import { expect, test } from 'vitest'
import { bootstrapCorrelation, fisherInterval, kendall, meanCorrelation, pearson, spearman } from './correlation.js'
import { publishedTables6And7 } from './paper.js'

const judge = [72, 85, 85, 40, 63, 91, 40, 77, 85, 58]
const human = [70, 80, 88, 45, 63, 80, 52, 70, 91, 52]

// Golden values from scipy 1.17.1; the ratings hold ties on both sides.
test.each([
  ['Pearson', pearson, 0.9302089486911106],
  ['Spearman', spearman, 0.9161667407811638],
  ['Kendall', kendall, 0.8193365776101957],
])('%s with ties equals scipy', (_, correlate, expected) => {
  const result = correlate(judge, human)
  expect(result).toMatchObject({ status: 'defined', n: 10 })
  expect(result.status === 'defined' && result.value).toBeCloseTo(expected, 12)
})

test.each([
  ['Pearson', pearson],
  ['Spearman', spearman],
  ['Kendall', kendall],
])('%s leaves out pairs with a missing side and says how many remain', (_, correlate) => {
  const holed = correlate([...judge, undefined, 50], [...human, 10, undefined])
  expect(holed).toEqual(correlate(judge, human))
})

test.each([
  ['Pearson', pearson],
  ['Spearman', spearman],
  ['Kendall', kendall],
])('%s with a rater who never varies is undefined, not 0', (_, correlate) => {
  expect(correlate([80, 80, 80], [1, 2, 3])).toEqual({ status: 'undefined', reason: 'constant', n: 3 })
  expect(correlate([80], [1])).toEqual({ status: 'undefined', reason: 'too-few', n: 1 })
})

test('perfect order is 1 and reversed order −1, whatever the spacing', () => {
  for (const correlate of [spearman, kendall]) {
    expect(correlate([1, 2, 3, 100], [5, 6, 60, 61])).toEqual({ status: 'defined', value: 1, n: 4 })
    expect(correlate([1, 2, 3, 100], [61, 60, 6, 5])).toEqual({ status: 'defined', value: -1, n: 4 })
  }
})

test('at 21 items the paper’s r of 0.5465 could be anything from 0.15 to 0.79', () => {
  const { low, high } = fisherInterval(0.5465, 21)!
  expect(low).toBeCloseTo(0.15026272566209728, 9)
  expect(high).toBeCloseTo(0.7914665127220789, 9)
  expect(fisherInterval(0.5465, 3)).toBeUndefined()
})

test('the bootstrap interval holds its correlation, shrinks with n, and is the same for the same seed', () => {
  const once = bootstrapCorrelation(judge, human, kendall)!
  const many = bootstrapCorrelation(
    [...judge, ...judge, ...judge, ...judge],
    [...human, ...human, ...human, ...human],
    kendall,
  )!
  expect(once.low).toBeLessThan(0.8193)
  expect(once.high).toBeGreaterThan(0.8193)
  expect(many.high - many.low).toBeLessThan(once.high - once.low)
  expect(bootstrapCorrelation(judge, human, kendall)).toEqual(once)
  expect(bootstrapCorrelation([1, 1, 1], [1, 2, 3], kendall)).toBeUndefined()
})

test('the paper averages coefficients arithmetically; Fisher’s mean lies above', () => {
  const values = Object.values(publishedTables6And7[3]!.scores)
  expect(meanCorrelation(values, 'arithmetic')).toBeCloseTo(0.595829, 6)
  expect(meanCorrelation(values)).toBeGreaterThan(0.595829)
})
