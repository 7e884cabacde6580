/**
 * The share that a would win if both answers were equally long: a logistic regression of the verdict on the
 * difference in length, read off at no difference (the idea of AlpacaEval's length-controlled win rate). Ties count
 * as half a win. The interval rests on sums by video (the cluster-robust sandwich, times G/(G−1), Student's t).
 */
import * as z from 'zod'
import { studentTQuantile } from '../distributions.js'

export const LengthControlled = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('estimated'),
    /** From 0 to 1. */
    share: z.number(),
    low: z.number(),
    high: z.number(),
    /** Odds of a for one standard deviation more of length; above 1 the judge likes length. */
    lengthOddsRatio: z.number(),
    clusters: z.number().int(),
  }),
  z.object({
    status: z.literal('undefined'),
    /** `separable`: length, or one side, explains every verdict, so no finite effect fits. */
    reason: z.enum(['one-cluster', 'separable', 'equal-lengths']),
  }),
])
export type LengthControlled = z.infer<typeof LengthControlled>

export interface LengthRow {
  cluster: string
  /** 1, 0 or 0.5. */
  value: number
  /** Length of a minus length of b. */
  difference: number
}

/** Beyond this a coefficient is on its way to infinity. */
const largestCoefficient = 15

export function lengthControlledShare(rows: readonly LengthRow[], confidence = 0.95): LengthControlled {
  const clusters = [...Map.groupBy(rows, ({ cluster }) => cluster).values()]
  if (clusters.length < 2) return { status: 'undefined', reason: 'one-cluster' }
  const scale = Math.sqrt(rows.reduce((sum, { difference }) => sum + difference ** 2, 0) / rows.length)
  if (scale === 0) return { status: 'undefined', reason: 'equal-lengths' }
  const slopeInput = ({ difference }: LengthRow) => Math.tanh(difference / scale)
  const fit = fitLogistic(rows.map((row) => ({ x: slopeInput(row), y: row.value })))
  if (fit === undefined) return { status: 'undefined', reason: 'separable' }

  let [m00, m01, m11] = [0, 0, 0]
  for (const rowsOfOne of clusters) {
    let [s0, s1] = [0, 0]
    for (const row of rowsOfOne) {
      const x = slopeInput(row)
      const residual = row.value - logistic(fit.intercept + fit.slope * x)
      s0 += residual
      s1 += residual * x
    }
    m00 += s0 * s0
    m01 += s0 * s1
    m11 += s1 * s1
  }
  const { i00, i01 } = fit.inverse
  const variance = (i00 * i00 * m00 + 2 * i00 * i01 * m01 + i01 * i01 * m11) * (clusters.length / (clusters.length - 1))
  const margin = studentTQuantile(1 - (1 - confidence) / 2, clusters.length - 1) * Math.sqrt(variance)
  return {
    status: 'estimated',
    share: logistic(fit.intercept),
    low: logistic(fit.intercept - margin),
    high: logistic(fit.intercept + margin),
    lengthOddsRatio: Math.exp(fit.slope * Math.tanh(1)),
    clusters: clusters.length,
  }
}

/** Newton's method on two coefficients; `undefined` where they run away. */
function fitLogistic(points: readonly { x: number; y: number }[]) {
  let [intercept, slope] = [0, 0]
  for (let round = 0; round < 100; round += 1) {
    let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0]
    for (const { x, y } of points) {
      const p = logistic(intercept + slope * x)
      const weight = p * (1 - p)
      g0 += y - p
      g1 += (y - p) * x
      h00 += weight
      h01 += weight * x
      h11 += weight * x * x
    }
    const determinant = h00 * h11 - h01 * h01
    if (!(determinant > 1e-12)) return undefined
    const inverse = { i00: h11 / determinant, i01: -h01 / determinant, i11: h00 / determinant }
    const step0 = inverse.i00 * g0 + inverse.i01 * g1
    const step1 = inverse.i01 * g0 + inverse.i11 * g1
    intercept += step0
    slope += step1
    if (Math.abs(intercept) > largestCoefficient || Math.abs(slope) > largestCoefficient) return undefined
    if (Math.abs(step0) + Math.abs(step1) < 1e-12) return { intercept, slope, inverse }
  }
  return undefined
}

function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value))
}
