/**
 * How far a mean could be from the truth: a cluster bootstrap that draws videos, not questions.
 *
 * With few clusters a plain percentile bootstrap is too narrow: the draws vary by (G−1)/G too little, and the
 * normal shape it assumes has thinner tails than the data deserve. So the standard error of the draws is widened by
 * √(G/(G−1)) and multiplied by Student's t with G−1 degrees of freedom, around the estimate itself.
 */
import * as z from 'zod'
import { type ClusterRow, type ClusterSums, meanOfColumnMeans, sumByCluster } from './clusters.js'
import { studentTQuantile } from './distributions.js'
import { defaultSeed, resamplingDraws } from './paper.js'
import { seededRandom } from './random.js'

export const Interval = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('estimated'),
    estimate: z.number(),
    low: z.number(),
    high: z.number(),
    standardError: z.number(),
    confidence: z.number(),
    clusters: z.number().int(),
    items: z.number().int(),
  }),
  z.object({ status: z.literal('undefined'), reason: z.enum(['no-values', 'one-cluster']) }),
])
export type Interval = z.infer<typeof Interval>

export interface ResamplingOptions {
  draws?: number
  seed?: number
  /** 0.95 unless told otherwise. */
  confidence?: number
}

/** The interval of a mean, or of a mean of column means (`Avg₇`), with holes in the columns allowed. */
export function clusterBootstrap(rows: readonly ClusterRow[], options: ResamplingOptions = {}): Interval {
  const { draws = resamplingDraws, seed = defaultSeed, confidence = 0.95 } = options
  const clusters = sumByCluster(rows)
  const estimate = meanOfColumnMeans(clusters)
  if (estimate === undefined) return { status: 'undefined', reason: 'no-values' }
  const count = clusters.length
  if (count < 2) return { status: 'undefined', reason: 'one-cluster' }
  const standardError = spreadOfDraws(clusters, draws, seed) * Math.sqrt(count / (count - 1))
  const margin = studentTQuantile(1 - (1 - confidence) / 2, count - 1) * standardError
  return {
    status: 'estimated',
    estimate,
    low: estimate - margin,
    high: estimate + margin,
    standardError,
    confidence,
    clusters: count,
    items: rows.filter(({ values }) => values.some((value) => value !== undefined)).length,
  }
}

function spreadOfDraws(clusters: readonly ClusterSums[], draws: number, seed: number): number {
  const random = seededRandom(seed)
  const times = new Float64Array(clusters.length)
  const means = new Float64Array(draws)
  let filled = 0
  while (filled < draws) {
    times.fill(0)
    for (let index = 0; index < clusters.length; index += 1) {
      const drawn = random.below(clusters.length)
      times[drawn] = (times[drawn] ?? 0) + 1
    }
    const mean = meanOfColumnMeans(clusters, times)
    // A draw in which a column came out empty has no mean and is drawn again.
    if (mean === undefined) continue
    means[filled] = mean
    filled += 1
  }
  const centre = means.reduce((sum, mean) => sum + mean, 0) / draws
  return Math.sqrt(means.reduce((sum, mean) => sum + (mean - centre) ** 2, 0) / (draws - 1))
}
