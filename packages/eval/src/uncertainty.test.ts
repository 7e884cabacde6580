import { expect, test } from 'vitest'
import type { JudgementRow } from './judgement-row.js'
import { metricSets, type MetricId } from './metrics.js'
import { compareRuns, rowIntervals, RunComparison, RowIntervals } from './uncertainty.js'

const questionIds = Array.from({ length: 40 }, (_, index) => `q${index}`)
const options = {
  questionIds,
  judges: ['gpt-4o'],
  rounds: 1,
  metricSet: 'main7' as const,
  /** Four questions about each of ten videos. */
  clusterOf: (questionId: string) => `v${Number(questionId.slice(1)) % 10}`,
}
const run = (scoreOf: (metric: MetricId, question: number) => number | undefined) =>
  metricSets.main7.metrics.flatMap((metric) =>
    questionIds.map((questionId, question): JudgementRow => {
      const score = scoreOf(metric, question)
      const place = { questionId, metric, judge: 'gpt-4o', round: 1 }
      return score === undefined ? { ...place, status: 'unscored' } : { ...place, status: 'scored', score }
    }),
  )
const wave = (question: number) => 50 + ((question * 37) % 29)

test('a row’s interval sits around its average and counts videos, not questions', () => {
  const intervals = rowIntervals(
    run((_, question) => wave(question)),
    options,
  )
  const mean = questionIds.reduce((sum, _, question) => sum + wave(question), 0) / 40
  expect(intervals.averageLabel).toBe('Avg₇')
  expect(intervals.average).toMatchObject({ clusters: 10, items: 40 })
  expect(intervals.average.status === 'estimated' && intervals.average.estimate).toBeCloseTo(mean, 10)
  expect(RowIntervals.parse(JSON.parse(JSON.stringify(intervals)))).toEqual(intervals)
})

test('a steady lead of two points is found, though single scores swing by thirty', () => {
  const lead = (question: number) => 2 + (question % 3) * 0.5
  const comparison = compareRuns(
    run((_, question) => wave(question) + lead(question)),
    run((_, question) => wave(question)),
    options,
  )
  expect(comparison.average.pValue).toBeLessThan(0.01)
  expect(comparison.average.wins).toBe(40)
  for (const { comparison: own, adjustedPValue } of comparison.metrics)
    expect(adjustedPValue).toBeGreaterThanOrEqual(own.pValue!)
  expect(RunComparison.parse(JSON.parse(JSON.stringify(comparison)))).toEqual(comparison)
})

test('only questions that both were scored on are compared', () => {
  const comparison = compareRuns(
    run((metric, question) => (metric === 'human_likeness' && question < 5 ? undefined : 60)),
    run((_, question) => (question >= 38 ? undefined : 50)),
    options,
  )
  expect(comparison.metrics.find(({ metric }) => metric === 'human_likeness')?.comparison.pairs).toBe(33)
  expect(comparison.metrics[0]!.comparison.pairs).toBe(38)
  expect(comparison.average.pairs).toBe(33)
})

test('a metric without a single pair has no adjusted p-value and takes no part in the correction', () => {
  const comparison = compareRuns(
    run((metric, question) => (metric === 'human_likeness' ? undefined : wave(question))),
    run((_, question) => wave(question + 1)),
    options,
  )
  expect(comparison.metrics[4]).not.toHaveProperty('adjustedPValue')
  expect(comparison.metrics[0]).toHaveProperty('adjustedPValue')
})
