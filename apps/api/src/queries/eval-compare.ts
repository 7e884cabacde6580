/**
 * Two runs on the same questions, paired question by question: differences with intervals (videos are drawn, not
 * questions), sign-flip p-values, and the questions on which they differ most.
 */
import { compareRuns, questionAverages } from '@video2roleplay/eval'
import { inArray } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { evalRuns, questions } from '../db/schema.js'
import { ApiError } from '../errors.js'
import type { EvalComparison } from '../views/evals.js'
import { loadRun, metricHeads } from './eval-runs.js'
import { loadJudgementRows, loadRunQuestions, type Run } from './eval-scores.js'

const questionsShown = 50

/** @throws ApiError `not-found`, or `invalid-input` where the two were not measured alike */
export async function compareEvalRuns(db: Database, aId: string, bId: string): Promise<EvalComparison> {
  const [a, b, rows] = await Promise.all([
    loadRun(db, aId),
    loadRun(db, bId),
    db
      .select()
      .from(evalRuns)
      .where(inArray(evalRuns.id, [aId, bId])),
  ])
  const runA = rows.find(({ id }) => id === aId)
  const runB = rows.find(({ id }) => id === bId)
  if (!a || !b || !runA || !runB) throw new ApiError('not-found', 'One of these runs does not exist (any more).')
  assertComparable(runA, runB)
  const [asked, judgedA, judgedB] = await Promise.all([
    loadRunQuestions(db, runA),
    loadJudgementRows(db, aId),
    loadJudgementRows(db, bId),
  ])
  const questionIds = asked.map(({ id }) => id)
  const clusters = new Map(asked.map(({ id, videoId }) => [id, videoId ?? id]))
  const options = {
    questionIds,
    judges: runA.judgeModelIds,
    rounds: runA.rounds,
    metricSet: runA.metricSet,
    clusterOf: (id: string) => clusters.get(id) ?? id,
  }
  const { average, averageLabel, metrics } = compareRuns(judgedA, judgedB, options)
  const [averagesA, averagesB] = [questionAverages(judgedA, options), questionAverages(judgedB, options)]
  const apart = questionIds
    .flatMap((questionId, index) => {
      const [scoreA, scoreB] = [averagesA[index], averagesB[index]]
      return scoreA === undefined || scoreB === undefined || scoreA === scoreB
        ? []
        : [{ questionId, a: scoreA, b: scoreB }]
    })
    .toSorted((left, right) => Math.abs(right.a - right.b) - Math.abs(left.a - left.b))
    .slice(0, questionsShown)
  const texts = await textsOf(
    db,
    apart.map(({ questionId }) => questionId),
  )
  return {
    a,
    b,
    averageLabel,
    average,
    metrics: metricHeads(runA.metricSet).map((head) => {
      const found = metrics.find(({ metric }) => metric === head.metric)!
      return { ...head, comparison: found.comparison, adjustedPValue: found.adjustedPValue ?? null }
    }),
    mostApart: apart.map((one) => ({ ...one, text: texts.get(one.questionId) ?? '' })),
  }
}

/** What differs beside the responder would be measured instead of it. */
function assertComparable(a: Run, b: Run): void {
  const differs = (
    [
      ['question set', a.questionSetId, b.questionSetId],
      ['metric set', a.metricSet, b.metricSet],
      ['number of rounds', a.rounds, b.rounds],
      ['judges', a.judgeModelIds.toSorted().join(), b.judgeModelIds.toSorted().join()],
      ['kind (one is a rehearsal)', a.isRehearsal, b.isRehearsal],
    ] as const
  ).flatMap(([what, left, right]) => (left === right ? [] : [what]))
  if (differs.length > 0)
    throw new ApiError('invalid-input', `These runs cannot be compared: they differ in ${differs.join(', ')}.`, {
      advice: 'Compare runs with one question set, the same judges and as many rounds.',
    })
}

async function textsOf(db: Database, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ id: questions.id, text: questions.text })
    .from(questions)
    .where(inArray(questions.id, ids))
  return new Map(rows.map(({ id, text }) => [id, text]))
}
