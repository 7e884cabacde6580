/**
 * How much of what was planned has a score, and what the rest could do to the mean.
 * A run with more than 2 % of any metric × judge cell lost is not comparable: what is missing is seldom random.
 */
import * as z from 'zod'
import type { JudgementRow, JudgingPlan } from './judgement-row.js'
import { metrics, type MetricId } from './metrics.js'
import { cellKey } from './score.js'

/** Ours: EVALUATION gives the gate; the paper reports no losses at all. */
export const comparableLossLimit = 0.02

export const Coverage = z.object({
  expected: z.number().int(),
  scored: z.number().int(),
  unscored: z.number().int(),
  skipped: z.number().int(),
  error: z.number().int(),
  /** Planned, but not there yet. */
  pending: z.number().int(),
})
export type Coverage = z.infer<typeof Coverage>

export function coverageOf(rows: readonly JudgementRow[], expected: number): Coverage {
  const coverage = {
    expected,
    scored: 0,
    unscored: 0,
    skipped: 0,
    error: 0,
    pending: Math.max(0, expected - rows.length),
  }
  for (const row of rows) coverage[row.status] += 1
  return coverage
}

export const Comparability = z.object({ isComparable: z.boolean(), reasons: z.array(z.string()) })
export type Comparability = z.infer<typeof Comparability>

export interface ComparabilityOptions extends JudgingPlan {
  metrics: readonly MetricId[]
  /** How a judge is called in a sentence; its id where this is left out. */
  judgeName?: (judge: string) => string
}

/** One sentence if judgements are still to come, and one for each metric × judge cell that lost too much. */
export function comparabilityOf(rows: readonly JudgementRow[], options: ComparabilityOptions): Comparability {
  const { metrics: planned, judges, questionIds, rounds, judgeName = (judge) => judge } = options
  const expected = questionIds.length * rounds
  const whole = coverageOf(rows, expected * planned.length * judges.length)
  const byPair = Map.groupBy(rows, (row) => cellKey(row.metric, row.judge))
  const losses = planned.flatMap((metric) =>
    judges.flatMap((judge) => {
      const { unscored, skipped, error } = coverageOf(byPair.get(cellKey(metric, judge)) ?? [], expected)
      const lost = unscored + skipped + error
      if (lost / expected <= comparableLossLimit) return []
      const place = `${metrics[metric].shortName} by ${judgeName(judge)}`
      return [`${place}: ${lost} of ${expected} judgements have no score (limit ${comparableLossLimit * 100} %)`]
    }),
  )
  const waiting = whole.pending > 0 ? [`${whole.pending} of ${whole.expected} judgements are still to come`] : []
  const reasons = [...waiting, ...losses]
  return { isComparable: reasons.length === 0, reasons }
}

export const SensitivityBand = z.object({ worst: z.number(), best: z.number() })
export type SensitivityBand = z.infer<typeof SensitivityBand>

/** The metric's mean if every judgement without a score had been a 0, and if it had been a 100. */
export function sensitivityBand(scored: readonly number[], expected: number): SensitivityBand {
  const sum = scored.toSorted((a, b) => a - b).reduce((total, score) => total + score, 0)
  const missing = expected - scored.length
  return { worst: sum / expected, best: (sum + 100 * missing) / expected }
}
