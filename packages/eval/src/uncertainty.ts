/**
 * Joins judgement rows to statistics: intervals for one leaderboard row, and the paired comparison of two.
 * The caller says which video a question is about; questions about one video are one cluster.
 */
import * as z from 'zod'
import { benjaminiHochberg } from './corrections.js'
import { clusterBootstrap, Interval, type ResamplingOptions } from './intervals.js'
import type { JudgementRow, JudgingPlan } from './judgement-row.js'
import { MetricId, metricSets, type MetricSetId } from './metrics.js'
import { comparePaired, PairedComparison } from './paired-tests.js'
import { meanOf, scoreQuestions } from './score.js'

export interface UncertaintyOptions extends JudgingPlan, ResamplingOptions {
  metricSet: MetricSetId
  /** The video of a question; the question's own id where it has none. */
  clusterOf: (questionId: string) => string
}

export const RowIntervals = z.object({
  averageLabel: z.string(),
  average: Interval,
  metrics: z.array(z.object({ metric: MetricId, interval: Interval })),
})
export type RowIntervals = z.infer<typeof RowIntervals>

export function rowIntervals(rows: readonly JudgementRow[], options: UncertaintyOptions): RowIntervals {
  const set = metricSets[options.metricSet]
  const scores = scoresByQuestion(rows, options)
  const clusterRows = options.questionIds.map((questionId, index) => ({
    cluster: options.clusterOf(questionId),
    values: scores.map((column) => column[index]),
  }))
  return {
    averageLabel: set.averageLabel,
    average: clusterBootstrap(clusterRows, options),
    metrics: set.metrics.map((metric, column) => ({
      metric,
      interval: clusterBootstrap(
        clusterRows.map(({ cluster, values }) => ({ cluster, values: [values[column]] })),
        options,
      ),
    })),
  }
}

export const RunComparison = z.object({
  averageLabel: z.string(),
  /** Over the questions that both have under every metric of the set. */
  average: PairedComparison,
  metrics: z.array(
    z.object({
      metric: MetricId,
      comparison: PairedComparison,
      /** Benjamini and Hochberg across the metrics; absent where there was no pair. */
      adjustedPValue: z.number().optional(),
    }),
  ),
})
export type RunComparison = z.infer<typeof RunComparison>

/** a − b, on the questions that both were scored on. Both must have been judged by the plan's judges. */
export function compareRuns(
  a: readonly JudgementRow[],
  b: readonly JudgementRow[],
  options: UncertaintyOptions,
): RunComparison {
  const set = metricSets[options.metricSet]
  const [columnsA, columnsB] = [scoresByQuestion(a, options), scoresByQuestion(b, options)]
  const compare = (left: readonly (number | undefined)[], right: readonly (number | undefined)[]) =>
    comparePaired(
      options.questionIds.flatMap((questionId, index) => {
        const [scoreA, scoreB] = [left[index], right[index]]
        if (scoreA === undefined || scoreB === undefined) return []
        return [{ cluster: options.clusterOf(questionId), a: scoreA, b: scoreB }]
      }),
      options,
    )
  const comparisons = set.metrics.map((metric, column) => ({
    metric,
    comparison: compare(columnsA[column] ?? [], columnsB[column] ?? []),
  }))
  const tested = comparisons.filter(({ comparison }) => comparison.pValue !== undefined)
  const adjusted = benjaminiHochberg(tested.map(({ comparison }) => comparison.pValue ?? 1))
  return {
    averageLabel: set.averageLabel,
    average: compare(questionAverages(a, options), questionAverages(b, options)),
    metrics: comparisons.map((entry) => {
      const place = tested.indexOf(entry)
      return place === -1 ? entry : { ...entry, adjustedPValue: adjusted[place] }
    }),
  }
}

/** One average for each question of the plan, `undefined` where a metric of the set has no score. */
export function questionAverages(rows: readonly JudgementRow[], options: UncertaintyOptions): (number | undefined)[] {
  return meanAcross(scoresByQuestion(rows, options))
}

/** One column for each metric, one place for each question, `undefined` where there is no score. */
function scoresByQuestion(rows: readonly JudgementRow[], options: UncertaintyOptions): (number | undefined)[][] {
  const { metrics } = metricSets[options.metricSet]
  const scores = scoreQuestions(rows, { ...options, metrics })
  return metrics.map((metric) =>
    scores
      .filter((score) => score.metric === metric)
      .map(({ result }) => (result.status === 'scored' ? result.score : undefined)),
  )
}

function meanAcross(columns: readonly (readonly (number | undefined)[])[]): (number | undefined)[] {
  return (columns[0] ?? []).map((_, index) => {
    const values = columns.flatMap((column) => column[index] ?? [])
    return values.length === columns.length ? meanOf(values) : undefined
  })
}
