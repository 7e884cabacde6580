import { expect, test } from 'vitest'
import { clusterTTest, comparePaired, signFlipTest } from './paired-tests.js'
import { seededRandom, type Random } from './random.js'

const normal = (random: Random) => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
const rows = (values: number[]) => values.map((value, index) => ({ cluster: `v${index}`, values: [value] }))

// Golden value from scipy 1.17.1, `permutation_test(…, permutation_type='samples', n_resamples=inf)`.
test('for few clusters every pattern of signs is tried, and p equals scipy’s exact one', () => {
  expect(signFlipTest(rows([3, -1, 2, 5, 4, -2, 6, 1]))).toBe(0.0859375)
})

test('the drawn p agrees with the exact one and is never 0', () => {
  const values = [3, -1, 2, 5, 4, -2, 6, 1]
  const withZeros = [...values, ...Array.from({ length: 12 }, () => 0)]
  expect(Math.abs(signFlipTest(rows(withZeros), { draws: 20_000 }) - 0.0859375)).toBeLessThan(0.01)
  expect(signFlipTest(rows(Array.from({ length: 40 }, () => 1)))).toBeCloseTo(1 / 2001, 12)
})

test('patterns that differ only in the last bit of a sum count as equal', () => {
  expect(signFlipTest(rows([0.5, 0.3, -0.9, 0.4]))).toBe(signFlipTest(rows([5, 3, -9, 4])))
})

test('no difference at all is a p of 1', () => {
  expect(signFlipTest(rows([0, 0, 0]))).toBe(1)
  expect(signFlipTest(rows(Array.from({ length: 30 }, (_, index) => (index % 2 === 0 ? 0.1 : -0.1))))).toBe(1)
})

test('five questions about each of six videos weigh like six, not like thirty', () => {
  const values = Array.from({ length: 6 }, (_, video) =>
    Array.from({ length: 5 }, () => ({ cluster: `v${video}`, values: [1] })),
  ).flat()
  expect(signFlipTest(values)).toBe(2 / 64)
})

// Golden values from scipy 1.17.1 (`ttest_1samp`) and statsmodels 0.15.0 (OLS, cluster-robust, times G/(G−1)).
test('the t-test on clusters equals scipy’s where each video has one question, and statsmodels’ where it has several', () => {
  expect(clusterTTest(rows([3, -1, 2, 5, 4, -2, 6, 1]))).toBeCloseTo(0.058321711731645, 12)
  const values = [3, -1, 2, 5, 4, -2, 6, 1, 7, -3]
  const clustered = values.map((value, index) => ({
    cluster: `v${[0, 0, 1, 1, 1, 2, 3, 3, 4, 4][index]}`,
    values: [value],
  }))
  expect(clusterTTest(clustered)).toBeCloseTo(0.049223919131468154, 12)
  expect(clusterTTest(rows([1]))).toBeUndefined()
  expect(clusterTTest(rows([0, 0, 0]))).toBe(1)
})

test('a comparison counts wins, ties and losses and says what it could have found', () => {
  const pairs = [80, 70, 60, 50, 40, 70].map((a, index) => ({
    cluster: `v${index}`,
    a,
    b: [70, 70, 50, 55, 20, 60][index]!,
  }))
  const comparison = comparePaired(pairs)
  expect(comparison).toMatchObject({ pairs: 6, wins: 4, ties: 1, losses: 1 })
  expect(comparison.interval).toMatchObject({ status: 'estimated', estimate: 7.5, clusters: 6 })
  expect(comparison.effectSize).toBeCloseTo(7.5 / Math.sqrt(77.5), 10)
  const { interval } = comparison
  expect(comparison.minimumDetectableEffect).toBeCloseTo(
    (interval.status === 'estimated' ? interval.standardError : NaN) * (2.5705818356363146 + 0.9195437801602711),
    8,
  )
})

test('without a pair there is no p-value', () => {
  expect(comparePaired([])).toEqual({
    interval: { status: 'undefined', reason: 'no-values' },
    pairs: 0,
    wins: 0,
    ties: 0,
    losses: 0,
  })
})

test('of 4,000 empty comparisons (60 videos, 5 questions each, ICC 0.3) 4 to 6.5 % look like something', () => {
  let alarms = 0
  for (let seed = 1; seed <= 4000; seed += 1) {
    const random = seededRandom(seed)
    const differences = Array.from({ length: 60 }, (_, video) => {
      const shared = normal(random) * Math.sqrt(0.3)
      return Array.from({ length: 5 }, () => ({
        cluster: `v${video}`,
        values: [shared + normal(random) * Math.sqrt(0.7)],
      }))
    }).flat()
    if (signFlipTest(differences, { draws: 199, seed }) <= 0.05) alarms += 1
  }
  expect(alarms / 4000).toBeGreaterThan(0.04)
  expect(alarms / 4000).toBeLessThan(0.065)
})
