/**
 * Tables 6 and 7: Pearson, Spearman and Kendall between two raters of the same items. A pair with a missing side is
 * left out and `n` says how many remain. Against a rater who never varies there is no correlation: that is
 * `undefined` with a reason, never 0.
 */
import * as z from 'zod'
import { normalQuantile } from './distributions.js'
import { defaultSeed, resamplingDraws } from './paper.js'
import { seededRandom } from './random.js'
import type { ResamplingOptions } from './intervals.js'

export const Correlation = z.discriminatedUnion('status', [
  z.object({ status: z.literal('defined'), value: z.number(), n: z.number().int() }),
  z.object({ status: z.literal('undefined'), reason: z.enum(['constant', 'too-few']), n: z.number().int() }),
])
export type Correlation = z.infer<typeof Correlation>

export type MaybeNumber = number | undefined

export function pearson(x: readonly MaybeNumber[], y: readonly MaybeNumber[]): Correlation {
  return onCompletePairs(x, y, pearsonOf)
}

/** Pearson of the ranks, ties sharing their average rank. */
export function spearman(x: readonly MaybeNumber[], y: readonly MaybeNumber[]): Correlation {
  return onCompletePairs(x, y, (a, b) => pearsonOf(averageRanks(a), averageRanks(b)))
}

/** τ-b, which allows for ties on both sides. */
export function kendall(x: readonly MaybeNumber[], y: readonly MaybeNumber[]): Correlation {
  return onCompletePairs(x, y, kendallOf)
}

export const CorrelationInterval = z.object({ low: z.number(), high: z.number(), confidence: z.number() })
export type CorrelationInterval = z.infer<typeof CorrelationInterval>

/** Fisher's z. For Pearson's r of roughly normal pairs; `undefined` below four pairs or at ±1. */
export function fisherInterval(r: number, n: number, confidence = 0.95): CorrelationInterval | undefined {
  if (n < 4 || Math.abs(r) >= 1) return undefined
  const margin = normalQuantile(1 - (1 - confidence) / 2) / Math.sqrt(n - 3)
  return { low: Math.tanh(Math.atanh(r) - margin), high: Math.tanh(Math.atanh(r) + margin), confidence }
}

/** Percentile bootstrap by item, for any of the three; draws without a correlation are left out. */
export function bootstrapCorrelation(
  x: readonly MaybeNumber[],
  y: readonly MaybeNumber[],
  correlate: typeof pearson,
  { draws = resamplingDraws, seed = defaultSeed, confidence = 0.95 }: ResamplingOptions = {},
): CorrelationInterval | undefined {
  const { a, b } = completePairs(x, y)
  const random = seededRandom(seed)
  const values: number[] = []
  for (let draw = 0; draw < draws; draw += 1) {
    const picked = a.map(() => random.below(a.length))
    const result = correlate(
      picked.map((index) => a[index]),
      picked.map((index) => b[index]),
    )
    if (result.status === 'defined') values.push(result.value)
  }
  if (values.length < draws / 2) return undefined
  values.sort((left, right) => left - right)
  const at = (share: number) => values[Math.min(values.length - 1, Math.floor(share * values.length))] ?? 0
  return { low: at((1 - confidence) / 2), high: at(1 - (1 - confidence) / 2), confidence }
}

/** The paper averages coefficients arithmetically; Fisher's z is the better mean, and the paper's is for reproduction. */
export function meanCorrelation(values: readonly number[], by: 'arithmetic' | 'fisher-z' = 'fisher-z'): number {
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, value) => sum + value, 0) / numbers.length
  return by === 'arithmetic' ? mean(values) : Math.tanh(mean(values.map(Math.atanh)))
}

function completePairs(x: readonly MaybeNumber[], y: readonly MaybeNumber[]): { a: number[]; b: number[] } {
  const a: number[] = []
  const b: number[] = []
  x.forEach((left, index) => {
    const right = y[index]
    if (left === undefined || right === undefined) return
    a.push(left)
    b.push(right)
  })
  return { a, b }
}

function onCompletePairs(
  x: readonly MaybeNumber[],
  y: readonly MaybeNumber[],
  correlate: (a: number[], b: number[]) => number,
): Correlation {
  const { a, b } = completePairs(x, y)
  const n = a.length
  if (n < 2) return { status: 'undefined', reason: 'too-few', n }
  if (isConstant(a) || isConstant(b)) return { status: 'undefined', reason: 'constant', n }
  return { status: 'defined', value: Math.max(-1, Math.min(1, correlate(a, b))), n }
}

function isConstant(values: readonly number[]): boolean {
  return values.every((value) => value === values[0])
}

function pearsonOf(a: readonly number[], b: readonly number[]): number {
  const meanA = a.reduce((sum, value) => sum + value, 0) / a.length
  const meanB = b.reduce((sum, value) => sum + value, 0) / b.length
  let ab = 0
  let aa = 0
  let bb = 0
  a.forEach((value, index) => {
    const left = value - meanA
    const right = (b[index] ?? 0) - meanB
    ab += left * right
    aa += left * left
    bb += right * right
  })
  return ab / Math.sqrt(aa) / Math.sqrt(bb)
}

function averageRanks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).toSorted((i, j) => (values[i] ?? 0) - (values[j] ?? 0))
  const ranks = values.map(() => 0)
  let start = 0
  while (start < order.length) {
    let end = start
    while (end + 1 < order.length && values[order[end + 1] ?? 0] === values[order[start] ?? 0]) end += 1
    for (let place = start; place <= end; place += 1) ranks[order[place] ?? 0] = (start + end) / 2 + 1
    start = end + 1
  }
  return ranks
}

/** Every pair of items once: quadratic, and fine for the thousands of items that people have rated. */
function kendallOf(a: readonly number[], b: readonly number[]): number {
  let balance = 0
  let untiedA = 0
  let untiedB = 0
  for (let i = 0; i < a.length; i += 1)
    for (let j = i + 1; j < a.length; j += 1) {
      const left = Math.sign((a[i] ?? 0) - (a[j] ?? 0))
      const right = Math.sign((b[i] ?? 0) - (b[j] ?? 0))
      balance += left * right
      untiedA += left * left
      untiedB += right * right
    }
  return balance / Math.sqrt(untiedA) / Math.sqrt(untiedB)
}
