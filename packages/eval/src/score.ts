/**
 * §5.1: one number from many judgements. Rounds first, then judges, then (in the leaderboard) questions.
 * A question has a score only if every judge of the plan scored it in at least one round: otherwise the mean
 * would belong to the judges that happened to answer.
 */
import * as z from 'zod'
import { EvalError } from './errors.js'
import type { JudgementRow, JudgingPlan } from './judgement-row.js'
import { MetricId } from './metrics.js'

export const JudgeMean = z.object({ judge: z.string(), mean: z.number(), rounds: z.number().int().positive() })
export type JudgeMean = z.infer<typeof JudgeMean>

export const ResponseScore = z.discriminatedUnion('status', [
  z.object({ status: z.literal('scored'), score: z.number(), judges: z.array(JudgeMean) }),
  z.object({
    status: z.literal('unscored'),
    reason: z.literal('judges-missing'),
    missingJudges: z.array(z.string()),
    judges: z.array(JudgeMean),
  }),
])
export type ResponseScore = z.infer<typeof ResponseScore>

/** The rows of one response under one metric: mean over rounds, then over judges. The order of rows is irrelevant. */
export function scoreResponse(rows: readonly JudgementRow[], judges: readonly string[]): ResponseScore {
  const judgeMeans: JudgeMean[] = []
  const missingJudges: string[] = []
  for (const judge of judges) {
    const scores = rows
      .filter((row) => row.judge === judge)
      .toSorted((a, b) => a.round - b.round)
      .flatMap((row) => (row.status === 'scored' ? [row.score] : []))
    if (scores.length === 0) missingJudges.push(judge)
    else judgeMeans.push({ judge, mean: meanOf(scores), rounds: scores.length })
  }
  if (missingJudges.length > 0)
    return { status: 'unscored', reason: 'judges-missing', missingJudges, judges: judgeMeans }
  return { status: 'scored', score: meanOf(judgeMeans.map(({ mean }) => mean)), judges: judgeMeans }
}

export const QuestionScore = z.object({ questionId: z.string(), metric: MetricId, result: ResponseScore })
export type QuestionScore = z.infer<typeof QuestionScore>

/** Every question of the plan under every metric asked for, in the plan's order, scored or not. */
export function scoreQuestions(
  rows: readonly JudgementRow[],
  plan: JudgingPlan & { metrics: readonly MetricId[] },
): QuestionScore[] {
  const cells = groupByCell(rows, plan)
  return plan.metrics.flatMap((metric) =>
    plan.questionIds.map((questionId) => ({
      questionId,
      metric,
      result: scoreResponse(cells.get(cellKey(metric, questionId)) ?? [], plan.judges),
    })),
  )
}

/** Rows by metric and question. Refuses what the plan does not know: a stray judge must not slip into a mean. */
export function groupByCell(
  rows: readonly JudgementRow[],
  plan: JudgingPlan & { metrics: readonly MetricId[] },
): Map<string, JudgementRow[]> {
  const cells = new Map<string, JudgementRow[]>()
  const known = { questions: new Set(plan.questionIds), judges: new Set(plan.judges), metrics: new Set(plan.metrics) }
  const seen = new Set<string>()
  for (const row of rows) {
    if (!known.metrics.has(row.metric)) continue
    const place = `question ${row.questionId}, ${row.metric}, judge ${row.judge}, round ${row.round}`
    if (!known.questions.has(row.questionId) || !known.judges.has(row.judge) || row.round > plan.rounds)
      throw new EvalError('unplanned-judgement', `A judgement lies outside the plan: ${place}.`)
    const key = cellKey(row.metric, row.questionId)
    const rowKey = JSON.stringify([key, row.judge, row.round])
    if (seen.has(rowKey)) throw new EvalError('duplicate-judgement', `Two judgements claim one place: ${place}.`)
    seen.add(rowKey)
    const cell = cells.get(key)
    if (cell) cell.push(row)
    else cells.set(key, [row])
  }
  return cells
}

export function cellKey(metric: MetricId, questionId: string): string {
  return `${metric}\n${questionId}`
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
