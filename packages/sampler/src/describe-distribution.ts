/** A list of numbers as a person wants to see it: mean, quantiles, histogram; and where its sorted curve bends. */
import type { Distribution } from './calibration.js'

const PROBABILITIES = [0, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1]
const BINS = 32

/** `values` holds at least one. */
export function describeDistribution(values: readonly number[]): Distribution {
  const ascending = values.toSorted((a, b) => a - b)
  const [least, most] = [ascending[0] as number, ascending.at(-1) as number]
  const width = (most - least) / BINS || 1
  const histogram = Array.from({ length: BINS }, (_, k) => ({
    from: least + k * width,
    to: least + (k + 1) * width,
    count: 0,
  }))
  for (const value of values) {
    const bin = histogram[Math.min(BINS - 1, Math.floor((value - least) / width))]
    if (bin !== undefined) bin.count++
  }
  return {
    count: values.length,
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    quantiles: PROBABILITIES.map((p) => ({ p, value: quantile(ascending, p) })),
    histogram,
  }
}

/** Between two values the straight line. */
function quantile(ascending: readonly number[], p: number): number {
  const at = p * (ascending.length - 1)
  const below = ascending[Math.floor(at)] as number
  const above = ascending[Math.ceil(at)] as number
  return below + (above - below) * (at - Math.floor(at))
}

/**
 * Kneedle (Satopää et al., 2011) on the values sorted from the largest down: the point farthest below the straight line
 * from the first to the last. Left of it lie the few large values, right of it the many small ones. Nothing where the
 * curve does not bend that way.
 */
export function findElbow(descending: readonly number[]): { position: number; value: number } | undefined {
  const last = descending.length - 1
  const [most, least] = [descending[0], descending[last]]
  if (most === undefined || least === undefined || last < 2 || most <= least) return undefined
  let best = 0
  let depth = 0
  for (const [position, value] of descending.entries()) {
    const below = 1 - position / last - (value - least) / (most - least)
    if (below > depth) [best, depth] = [position, below]
  }
  return depth > 0 ? { position: best, value: descending[best] as number } : undefined
}

/** Otsu (1979): the cut that leaves two groups whose means lie as far apart as can be, weighed by their sizes. */
export function splitInTwo(values: readonly number[]): { cut: number; low: number; high: number } | undefined {
  const ascending = values.toSorted((a, b) => a - b)
  const total = ascending.reduce((sum, value) => sum + value, 0)
  let best: { cut: number; low: number; high: number } | undefined
  let most = 0
  let sum = 0
  for (let k = 1; k < ascending.length; k++) {
    sum += ascending[k - 1] as number
    const [low, high] = [sum / k, (total - sum) / (ascending.length - k)]
    const apart = k * (ascending.length - k) * (high - low) ** 2
    if (apart > most && ascending[k] !== ascending[k - 1]) {
      best = { cut: ((ascending[k] as number) + (ascending[k - 1] as number)) / 2, low, high }
      most = apart
    }
  }
  return best
}
