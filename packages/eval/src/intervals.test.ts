import { expect, test } from 'vitest'
import type { ClusterRow } from './clusters.js'
import { studentTQuantile } from './distributions.js'
import { clusterBootstrap } from './intervals.js'
import { seededRandom, type Random } from './random.js'

const row = (cluster: string, ...values: (number | undefined)[]): ClusterRow => ({ cluster, values })
const normal = (random: Random) => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())

test('with one question for each video the interval is that of the t-test, to the noise of the draws', () => {
  const values = [72, 85, 85, 40, 63, 91, 40, 77, 85, 58]
  const mean = 69.6
  const error = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 9 / 10)
  const interval = clusterBootstrap(
    values.map((value, index) => row(`v${index}`, value)),
    { draws: 20_000 },
  )
  expect(interval).toMatchObject({ status: 'estimated', clusters: 10, items: 10 })
  if (interval.status !== 'estimated') return
  expect(interval.estimate).toBeCloseTo(mean, 10)
  expect(Math.abs(interval.standardError / error - 1)).toBeLessThan(0.02)
  expect(interval.high - interval.estimate).toBeCloseTo(studentTQuantile(0.975, 9) * interval.standardError, 10)
})

test('five copies of each question about one video add no certainty', () => {
  const copies = (times: number) =>
    clusterBootstrap(
      [50, 60, 90, 20, 75].flatMap((value, index) => Array.from({ length: times }, () => row(`v${index}`, value))),
    )
  const [once, often] = [copies(1), copies(5)]
  expect(once.status === 'estimated' && once.standardError).toBeCloseTo(
    often.status === 'estimated' ? often.standardError : NaN,
    10,
  )
})

test('the interval depends on the rows and the seed, not on their order', () => {
  const random = seededRandom(3)
  const rows = Array.from({ length: 40 }, (_, index) => row(`v${index % 8}`, random.below(100), random.below(100)))
  expect(clusterBootstrap(rows.toReversed())).toEqual(clusterBootstrap(rows))
  expect(clusterBootstrap(rows, { seed: 1 })).not.toEqual(clusterBootstrap(rows, { seed: 2 }))
})

test('a mean of metric means takes each metric over what it has', () => {
  const interval = clusterBootstrap([row('a', 10, undefined), row('b', 20, 80), row('c', 30, 90)])
  expect(interval).toMatchObject({ estimate: (20 + 85) / 2, clusters: 3, items: 3 })
})

test('one video has no interval, and nothing has none either', () => {
  expect(clusterBootstrap([row('a', 1), row('a', 2)])).toEqual({ status: 'undefined', reason: 'one-cluster' })
  expect(clusterBootstrap([row('a', undefined)])).toEqual({ status: 'undefined', reason: 'no-values' })
  expect(clusterBootstrap([])).toEqual({ status: 'undefined', reason: 'no-values' })
})

test('of a thousand empty comparisons of six videos about one in twenty looks like something, where videos are the unit', () => {
  let clustered = 0
  let naive = 0
  for (let seed = 1; seed <= 1000; seed += 1) {
    const random = seededRandom(seed)
    const rows = Array.from({ length: 6 }, (_, video) => {
      const shared = normal(random) * Math.sqrt(0.3)
      return Array.from({ length: 5 }, () => row(`v${video}`, shared + normal(random) * Math.sqrt(0.7)))
    }).flat()
    const misses = (interval: ReturnType<typeof clusterBootstrap>) =>
      interval.status === 'estimated' && (interval.low > 0 || interval.high < 0)
    const options = { draws: 199, seed }
    if (misses(clusterBootstrap(rows, options))) clustered += 1
    if (
      misses(
        clusterBootstrap(
          rows.map(({ values }, index) => ({ cluster: `${index}`, values })),
          options,
        ),
      )
    )
      naive += 1
  }
  expect(clustered / 1000).toBeLessThan(0.07)
  expect(clustered / 1000).toBeGreaterThan(0.035)
  expect(naive / 1000).toBeGreaterThan(0.15)
})
