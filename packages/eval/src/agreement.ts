/**
 * Do raters (judges or people) give the same numbers, not merely the same order? Each function says `undefined`
 * with a reason where its formula divides by a variation that is not there.
 */
import * as z from 'zod'
import { normalQuantile } from './distributions.js'

export const Agreement = z.discriminatedUnion('status', [
  z.object({ status: z.literal('defined'), value: z.number() }),
  z.object({ status: z.literal('undefined'), reason: z.enum(['no-variation', 'too-few']) }),
])
export type Agreement = z.infer<typeof Agreement>

/** One row for each item, one column for each rater. */
export type Ratings = readonly (readonly number[])[]
/** The same, where raters may have left items out. */
export type SparseRatings<Value> = readonly (readonly (Value | undefined)[])[]

const tooFew: Agreement = { status: 'undefined', reason: 'too-few' }

/** Shrout and Fleiss: two-way random effects, absolute agreement. `single` is ICC(2,1), `average` ICC(2,k). */
export function intraclassCorrelation(ratings: Ratings, of: 'single' | 'average'): Agreement {
  const n = ratings.length
  const k = ratings[0]?.length ?? 0
  if (n < 2 || k < 2) return tooFew
  const grand = mean(ratings.flat())
  const rowMeans = ratings.map(mean)
  const columnMeans = Array.from({ length: k }, (_, column) => mean(ratings.map((row) => row[column] ?? 0)))
  const rowSquares = k * sumOf(rowMeans, (value) => (value - grand) ** 2)
  const columnSquares = n * sumOf(columnMeans, (value) => (value - grand) ** 2)
  const totalSquares = sumOf(ratings.flat(), (value) => (value - grand) ** 2)
  const betweenItems = rowSquares / (n - 1)
  const betweenRaters = columnSquares / (k - 1)
  const residual = Math.max(0, totalSquares - rowSquares - columnSquares) / ((n - 1) * (k - 1))
  const raterPart = (betweenRaters - residual) / n
  return ratio(
    betweenItems - residual,
    of === 'single' ? betweenItems + (k - 1) * residual + k * raterPart : betweenItems + raterPart,
  )
}

/** α = 1 − observed / expected disagreement; items with fewer than two ratings say nothing and are left out. */
export function krippendorffAlpha<Value extends number | string>(
  ratings: SparseRatings<Value>,
  level: Value extends number ? 'interval' | 'nominal' : 'nominal',
): Agreement {
  const units = ratings.map((row) => row.filter((value) => value !== undefined)).filter((values) => values.length >= 2)
  const all = units.flat()
  if (all.length < 2) return tooFew
  const distance = (a: Value, b: Value) => (level === 'nominal' ? Number(a !== b) : (Number(a) - Number(b)) ** 2)
  const observed = sumOf(units, (values) => pairDistances(values, distance) / (values.length - 1)) / all.length
  const expected = pairDistances(all, distance) / (all.length * (all.length - 1))
  return expected === 0
    ? { status: 'undefined', reason: 'no-variation' }
    : { status: 'defined', value: 1 - observed / expected }
}

/** Over ordered pairs, by counting equal values, so that long lists of few values stay cheap. */
function pairDistances<Value>(values: readonly Value[], distance: (a: Value, b: Value) => number): number {
  const counts = [...Map.groupBy(values, (value) => value)].map(([value, same]) => ({ value, count: same.length }))
  return sumOf(counts, (a) => sumOf(counts, (b) => a.count * b.count * distance(a.value, b.value)))
}

/** κ for a fixed number of raters. One row for each item, one column for each category: how many chose it. */
export function fleissKappa(counts: Ratings): Agreement {
  const n = counts.length
  const raters = sumOf(counts[0] ?? [], (count) => count)
  if (n < 1 || raters < 2) return tooFew
  if (counts.some((row) => sumOf(row, (count) => count) !== raters)) return tooFew
  const categories = counts[0]?.length ?? 0
  const observed = mean(counts.map((row) => sumOf(row, (count) => count * (count - 1)) / (raters * (raters - 1))))
  const expected = sumOf(
    Array.from({ length: categories }, (_, column) => sumOf(counts, (row) => row[column] ?? 0) / (n * raters)),
    (share) => share ** 2,
  )
  return ratio(observed - expected, 1 - expected)
}

export const BlandAltman = z.object({
  /** Mean of a − b. */
  bias: z.number(),
  /** Limits between which 95 % of the differences lie, if they are roughly normal. */
  low: z.number(),
  high: z.number(),
  n: z.number().int(),
})
export type BlandAltman = z.infer<typeof BlandAltman>

/** By how much two raters differ, in points; `undefined` below two pairs. */
export function blandAltman(a: readonly number[], b: readonly number[]): BlandAltman | undefined {
  if (a.length < 2 || a.length !== b.length) return undefined
  const differences = a.map((value, index) => value - (b[index] ?? 0))
  const bias = mean(differences)
  const spread = Math.sqrt(sumOf(differences, (value) => (value - bias) ** 2) / (differences.length - 1))
  const margin = normalQuantile(0.975) * spread
  return { bias, low: bias - margin, high: bias + margin, n: a.length }
}

function ratio(numerator: number, denominator: number): Agreement {
  // Residues of subtraction are not variation.
  if (Math.abs(denominator) < 1e-12) return { status: 'undefined', reason: 'no-variation' }
  return { status: 'defined', value: numerator / denominator }
}

function mean(values: readonly number[]): number {
  return sumOf(values, (value) => value) / values.length
}

function sumOf<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0)
}
