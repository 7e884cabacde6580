/**
 * Is one model better than another on the same questions? Differences per question, clustered by video: an interval
 * from the cluster bootstrap, and a p-value that flips the sign of whole videos (under "no difference" each video's
 * difference could as well have come out the other way round).
 */
import * as z from 'zod'
import { type ClusterRow, sumByCluster } from './clusters.js'
import { studentTCdf, studentTQuantile } from './distributions.js'
import { clusterBootstrap, Interval, type ResamplingOptions } from './intervals.js'
import { defaultSeed, resamplingDraws } from './paper.js'
import { seededRandom } from './random.js'

/** One question's score for both models. */
export interface Pair {
  cluster: string
  a: number
  b: number
}

export const PairedComparison = z.object({
  /** Of a − b. */
  interval: Interval,
  /** Two-sided, from the sign flip of clusters; absent where there is no pair. */
  pValue: z.number().optional(),
  pairs: z.number().int(),
  wins: z.number().int(),
  ties: z.number().int(),
  losses: z.number().int(),
  /** Mean difference over the standard deviation of differences; absent where all differences are equal. */
  effectSize: z.number().optional(),
  /** The smallest true difference that this comparison finds with 80 % power at 5 %. */
  minimumDetectableEffect: z.number().optional(),
})
export type PairedComparison = z.infer<typeof PairedComparison>

export function comparePaired(pairs: readonly Pair[], options: ResamplingOptions = {}): PairedComparison {
  const rows = pairs.map(({ cluster, a, b }): ClusterRow => ({ cluster, values: [a - b] }))
  const differences = pairs.map(({ a, b }) => a - b)
  const interval = clusterBootstrap(rows, options)
  const spread = standardDeviation(differences)
  return {
    interval,
    ...(pairs.length > 0 && { pValue: signFlipTest(rows, options) }),
    pairs: pairs.length,
    wins: differences.filter((difference) => difference > 0).length,
    ties: differences.filter((difference) => difference === 0).length,
    losses: differences.filter((difference) => difference < 0).length,
    ...(interval.status === 'estimated' && {
      ...(spread > 0 && { effectSize: interval.estimate / spread }),
      minimumDetectableEffect: interval.standardError * detectionFactor(interval.clusters - 1),
    }),
  }
}

/** Up to so many clusters every pattern of signs is tried, and the p-value is exact. */
const exactClusterLimit = 14

/** Two-sided p of "the mean is zero", flipping the sign of whole clusters. Rows hold one value each. */
export function signFlipTest(rows: readonly ClusterRow[], options: ResamplingOptions = {}): number {
  const { draws = resamplingDraws, seed = defaultSeed } = options
  const sums = sumByCluster(rows).map(({ sums: [sum = 0] }) => sum)
  const observed = Math.abs(sums.reduce((total, sum) => total + sum, 0))
  // Sums of the same numbers in another order differ in their last bits; such a pattern counts as equal.
  const threshold = observed - 1e-9 * sums.reduce((total, sum) => total + Math.abs(sum), 0)
  if (sums.length <= exactClusterLimit) {
    const patterns = 2 ** sums.length
    let asExtreme = 0
    for (let pattern = 0; pattern < patterns; pattern += 1) {
      const total = sums.reduce((acc, sum, index) => acc + ((pattern >> index) & 1 ? -sum : sum), 0)
      if (Math.abs(total) >= threshold) asExtreme += 1
    }
    return asExtreme / patterns
  }
  const random = seededRandom(seed)
  let asExtreme = 0
  for (let draw = 0; draw < draws; draw += 1) {
    const total = sums.reduce((acc, sum) => acc + (random.next() < 0.5 ? -sum : sum), 0)
    if (Math.abs(total) >= threshold) asExtreme += 1
  }
  // The observed pattern is one of the possible ones, so p is never 0.
  return (asExtreme + 1) / (draws + 1)
}

/**
 * The same question by Student's t on cluster totals (sandwich variance times G/(G−1), G−1 degrees of freedom). Less
 * sparing with assumptions than the sign flip, but its p-values can be as small as a correction for hundreds of
 * comparisons needs. `undefined` with fewer than two clusters.
 */
export function clusterTTest(rows: readonly ClusterRow[]): number | undefined {
  const clusters = sumByCluster(rows).map(({ sums: [sum = 0], counts: [count = 0] }) => ({ sum, count }))
  if (clusters.length < 2) return undefined
  const total = clusters.reduce((acc, { sum }) => acc + sum, 0)
  const mean = total / clusters.reduce((acc, { count }) => acc + count, 0)
  const squares = clusters.reduce((acc, { sum, count }) => acc + (sum - mean * count) ** 2, 0)
  if (total === 0) return 1
  const t = Math.abs(total) / Math.sqrt((squares * clusters.length) / (clusters.length - 1))
  return 2 * studentTCdf(-t, clusters.length - 1)
}

function detectionFactor(degreesOfFreedom: number): number {
  return studentTQuantile(0.975, degreesOfFreedom) + studentTQuantile(0.8, degreesOfFreedom)
}

function standardDeviation(values: readonly number[]): number {
  if (values.length < 2) return 0
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
}
