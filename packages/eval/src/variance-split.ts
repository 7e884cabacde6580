/**
 * Where do the points of a score come from: the question, the judge, or the round? Tells where the next call is
 * worth spending. Balanced designs only (every judge, every round, every question), by expected mean squares;
 * a component that comes out below zero is reported as 0, as it is then within the noise.
 */
import * as z from 'zod'
import type { JudgementRow } from './judgement-row.js'

export const VarianceSplit = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('estimated'),
    question: z.number(),
    judge: z.number(),
    /** Judges who disagree about particular questions. */
    questionByJudge: z.number(),
    /** The same judge on the same question, asked again. */
    round: z.number(),
    questions: z.number().int(),
  }),
  z.object({ status: z.literal('undefined'), reason: z.enum(['too-few']) }),
])
export type VarianceSplit = z.infer<typeof VarianceSplit>

/** One metric of one responder. Questions that are not scored in every round by every judge are left out. */
export function splitVariance(rows: readonly JudgementRow[], judges: readonly string[], rounds: number): VarianceSplit {
  const scored = rows.filter((row) => row.status === 'scored')
  const cubes = [...Map.groupBy(scored, ({ questionId }) => questionId).values()]
    .map((own) => judges.map((judge) => own.filter((row) => row.judge === judge).map(({ score }) => score)))
    .filter((cube) => cube.every((scores) => scores.length === rounds))
  const [n, k, r] = [cubes.length, judges.length, rounds]
  if (n < 2 || k < 2 || r < 2) return { status: 'undefined', reason: 'too-few' }
  const cells = cubes.map((cube) => cube.map(mean))
  const questionMeans = cells.map(mean)
  const judgeMeans = judges.map((_, judge) => mean(cells.map((cell) => cell[judge] ?? 0)))
  const grand = mean(questionMeans)
  const squares = (values: readonly number[]) => values.reduce((sum, value) => sum + (value - grand) ** 2, 0)
  const questionSquares = k * r * squares(questionMeans)
  const judgeSquares = n * r * squares(judgeMeans)
  const cellSquares = r * squares(cells.flat())
  const roundSquares = squares(cubes.flat(2)) - cellSquares
  const byRound = roundSquares / (n * k * (r - 1))
  const byPair = (cellSquares - questionSquares - judgeSquares) / ((n - 1) * (k - 1))
  return {
    status: 'estimated',
    question: Math.max(0, (questionSquares / (n - 1) - byPair) / (k * r)),
    judge: Math.max(0, (judgeSquares / (k - 1) - byPair) / (n * r)),
    questionByJudge: Math.max(0, (byPair - byRound) / r),
    round: Math.max(0, byRound),
    questions: n,
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
