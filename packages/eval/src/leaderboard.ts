/**
 * Room 10: a leaderboard row is a function of judgement rows, so nothing on a screen is a stored total.
 * Each row carries its metric set; "Ours" is 72.28 over seven metrics and 66.18 over eight, for one and the same
 * model, so rows of different sets are never ranked together.
 */
import * as z from 'zod'
import { comparabilityOf, Comparability, Coverage, coverageOf, SensitivityBand, sensitivityBand } from './coverage.js'
import { EvalError } from './errors.js'
import { EvidenceKind } from './judgement.js'
import type { JudgementRow, JudgingPlan } from './judgement-row.js'
import { MetricId, metricSets, MetricSetId } from './metrics.js'
import type { PublishedRow } from './published-row.js'
import { cellKey, groupByCell, meanOf, scoreResponse } from './score.js'

/** A mean, or the reason why there is none. */
export const Score = z.discriminatedUnion('status', [
  z.object({ status: z.literal('scored'), value: z.number() }),
  z.object({ status: z.literal('unscored'), reason: z.enum(['no-complete-question', 'metric-unscored']) }),
])
export type Score = z.infer<typeof Score>

export const JudgeScore = z.object({ judge: z.string(), score: Score })
export type JudgeScore = z.infer<typeof JudgeScore>

export const MetricScore = z.object({
  metric: MetricId,
  score: Score,
  /** Absent for published rows: the paper does not say. */
  completeQuestions: z.number().int().optional(),
  coverage: Coverage.optional(),
  sensitivity: SensitivityBand.optional(),
  /** Over the complete questions, so that their mean is the metric's score. */
  judges: z.array(JudgeScore),
  /** What of the video the judges saw, where the rows say; more than one kind means that judges measured different things. */
  evidenceKinds: z.array(EvidenceKind),
})
export type MetricScore = z.infer<typeof MetricScore>

export const LeaderboardRow = z.object({
  model: z.string(),
  origin: z.enum(['run', 'published']),
  /** True where any judgement came from the rehearsal model. Must be shown wherever the row is shown. */
  isRehearsal: z.boolean(),
  metricSet: MetricSetId,
  /** `Avg₇` or `Avg₈`: never show the average without it. */
  averageLabel: z.string(),
  average: Score,
  /** In the order of the metric set. */
  metrics: z.array(MetricScore),
  /** Per judge, the average over the set. */
  judges: z.array(JudgeScore),
  questionCount: z.number().int().optional(),
  coverage: Coverage.optional(),
  sensitivity: SensitivityBand.optional(),
  comparability: Comparability,
})
export type LeaderboardRow = z.infer<typeof LeaderboardRow>

export interface LeaderboardRowOptions extends JudgingPlan {
  model: string
  metricSet: MetricSetId
  /** How a judge is called where the row gives its reasons; its id where this is left out. */
  judgeName?: (judge: string) => string
}

/** @throws EvalError for rows that repeat a place or lie outside the plan. Metrics outside the set are left aside. */
export function leaderboardRow(rows: readonly JudgementRow[], options: LeaderboardRowOptions): LeaderboardRow {
  const set = metricSets[options.metricSet]
  const plan = { ...options, metrics: set.metrics }
  const cells = groupByCell(rows, plan)
  const ownRows = [...cells.values()].flat()
  const metricScores = set.metrics.map((metric) => metricScore(metric, cells, options))
  const expected = set.metrics.length * options.questionIds.length * options.judges.length * options.rounds
  return {
    model: options.model,
    origin: 'run',
    isRehearsal: ownRows.some((row) => row.isRehearsal === true),
    metricSet: set.id,
    averageLabel: set.averageLabel,
    average: averageOf(metricScores.map(({ score }) => score)),
    metrics: metricScores,
    judges: options.judges.map((judge, index) => ({
      judge,
      score: averageOf(metricScores.map(({ judges }) => judges[index]?.score ?? noCompleteQuestion)),
    })),
    questionCount: options.questionIds.length,
    coverage: coverageOf(ownRows, expected),
    sensitivity: {
      worst: meanOf(metricScores.map(({ sensitivity }) => sensitivity.worst)),
      best: meanOf(metricScores.map(({ sensitivity }) => sensitivity.best)),
    },
    comparability: comparabilityOf(ownRows, plan),
  }
}

/** A row as the paper prints it; its average is computed from its own numbers, in full precision. */
export function publishedLeaderboardRow(row: PublishedRow): LeaderboardRow {
  const set = metricSets[row.metricSet]
  const scores = set.metrics.map((metric): MetricScore => {
    const value = row.scores[metric]
    return {
      metric,
      score: value === undefined ? noCompleteQuestion : { status: 'scored', value },
      judges: [],
      evidenceKinds: [],
    }
  })
  return {
    model: row.model,
    origin: 'published',
    isRehearsal: false,
    metricSet: set.id,
    averageLabel: set.averageLabel,
    average: averageOf(scores.map(({ score }) => score)),
    metrics: scores,
    judges: [],
    comparability: {
      isComparable: false,
      reasons: [`${row.source}, Table ${row.table}: other questions and judges than ours`],
    },
  }
}

const noCompleteQuestion: Score = { status: 'unscored', reason: 'no-complete-question' }

function metricScore(
  metric: MetricId,
  cells: ReadonlyMap<string, JudgementRow[]>,
  { questionIds, judges, rounds }: JudgingPlan,
): MetricScore & { sensitivity: SensitivityBand } {
  const questions = questionIds.map((questionId) => cells.get(cellKey(metric, questionId)) ?? [])
  const complete = questions.map((rows) => scoreResponse(rows, judges)).filter((result) => result.status === 'scored')
  const expected = questionIds.length * judges.length * rounds
  const shown = new Set(questions.flat().map(({ evidenceKind }) => evidenceKind))
  const scoreFrom = (values: number[]): Score =>
    values.length === 0 ? noCompleteQuestion : { status: 'scored', value: meanOf(values) }
  return {
    metric,
    score: scoreFrom(complete.map(({ score }) => score)),
    completeQuestions: complete.length,
    evidenceKinds: EvidenceKind.options.filter((kind) => shown.has(kind)),
    coverage: coverageOf(questions.flat(), expected),
    sensitivity: sensitivityBand(
      questions.flat().flatMap((row) => (row.status === 'scored' ? [row.score] : [])),
      expected,
    ),
    judges: judges.map((judge) => ({
      judge,
      score: scoreFrom(
        complete.flatMap((result) => result.judges.flatMap((own) => (own.judge === judge ? [own.mean] : []))),
      ),
    })),
  }
}

/** The unweighted mean over a metric set; one metric without a score leaves the whole average without one. */
function averageOf(scores: readonly Score[]): Score {
  const values = scores.flatMap((score) => (score.status === 'scored' ? [score.value] : []))
  if (values.length < scores.length) return { status: 'unscored', reason: 'metric-unscored' }
  return { status: 'scored', value: meanOf(values) }
}

export const LeaderboardRanks = z.object({
  model: z.string(),
  /** From 1; absent where the row has no such score. Equal scores share the better rank. */
  average: z.number().int().optional(),
  metrics: z.partialRecord(MetricId, z.number().int()),
})
export type LeaderboardRanks = z.infer<typeof LeaderboardRanks>

/** Ranks for each metric and for the average, in the order of `rows`. @throws EvalError if metric sets are mixed. */
export function rankRows(rows: readonly LeaderboardRow[]): LeaderboardRanks[] {
  const [first] = rows
  if (first === undefined) return []
  const other = rows.find((row) => row.metricSet !== first.metricSet)
  if (other)
    throw new EvalError(
      'mixed-metric-sets',
      `${first.model} is averaged over ${first.metricSet} and ${other.model} over ${other.metricSet}; they cannot be ranked together.`,
    )
  const averageRanks = ranksOf(rows.map((row) => row.average))
  const metricRanks = metricSets[first.metricSet].metrics.map(
    (metric, index) => [metric, ranksOf(rows.map((row) => row.metrics[index]?.score ?? noCompleteQuestion))] as const,
  )
  return rows.map((row, index) => ({
    model: row.model,
    ...(averageRanks[index] !== undefined && { average: averageRanks[index] }),
    metrics: Object.fromEntries(
      metricRanks.flatMap(([metric, ranks]) => (ranks[index] === undefined ? [] : [[metric, ranks[index]]])),
    ),
  }))
}

function ranksOf(scores: readonly Score[]): (number | undefined)[] {
  const values = scores.flatMap((score) => (score.status === 'scored' ? [score.value] : []))
  return scores.map((score) =>
    score.status === 'scored' ? 1 + values.filter((value) => value > score.value).length : undefined,
  )
}
