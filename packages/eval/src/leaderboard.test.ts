import { expect, test } from 'vitest'
import type { JudgementRow } from './judgement-row.js'
import { LeaderboardRow, leaderboardRow, publishedLeaderboardRow, rankRows } from './leaderboard.js'
import { metricSets, type MetricId, type MetricSetId } from './metrics.js'
import { publishedTable2, publishedTable3 } from './paper.js'

const judges = ['gpt-4o', 'o3-mini']
const questionIds = Array.from({ length: 50 }, (_, index) => `q${index}`)
const plan = { model: 'ours', metricSet: 'main7' as MetricSetId, judges, rounds: 1, questionIds }

/** Every judgement of the plan; `scoreOf` returns nothing where the judge failed. */
const judged = (
  scoreOf: (metric: MetricId, judge: string, question: number) => number | undefined,
  set: MetricSetId = 'main7',
) =>
  metricSets[set].metrics.flatMap((metric) =>
    judges.flatMap((judge) =>
      questionIds.map((questionId, question): JudgementRow => {
        const score = scoreOf(metric, judge, question)
        const place = { questionId, metric, judge, round: 1 }
        return score === undefined ? { ...place, status: 'unscored' } : { ...place, status: 'scored', score }
      }),
    ),
  )

test('a complete row averages questions, then metrics, and keeps each judge’s own mean', () => {
  const row = leaderboardRow(
    judged((metric, judge) => (metric === 'human_likeness' ? 70 : 0) + (judge === 'gpt-4o' ? 20 : 10)),
    plan,
  )
  expect(row).toMatchObject({
    averageLabel: 'Avg₇',
    average: { status: 'scored', value: 25 },
    comparability: { isComparable: true, reasons: [] },
    coverage: { expected: 700, scored: 700, pending: 0 },
    sensitivity: { worst: 25, best: 25 },
    judges: [
      { judge: 'gpt-4o', score: { status: 'scored', value: 30 } },
      { judge: 'o3-mini', score: { status: 'scored', value: 20 } },
    ],
  })
  expect(row.metrics[4]).toMatchObject({ metric: 'human_likeness', score: { status: 'scored', value: 85 } })
})

test('one lost judgement in fifty is comparable, two are not, and the reason names the cell', () => {
  const losing = (lost: number) =>
    leaderboardRow(
      judged((metric, judge, question) =>
        metric === 'tone_consistency' && judge === 'o3-mini' && question < lost ? undefined : 50,
      ),
      { ...plan, judgeName: (judge) => `the judge ${judge}` },
    ).comparability
  expect(losing(1)).toEqual({ isComparable: true, reasons: [] })
  expect(losing(2)).toEqual({
    isComparable: false,
    reasons: ['Ton by the judge o3-mini: 2 of 50 judgements have no score (limit 2 %)'],
  })
})

test('lost judgements leave the mean alone and open the sensitivity band', () => {
  const row = leaderboardRow(
    judged((_, __, question) => (question < 10 ? undefined : 60)),
    plan,
  )
  expect(row.average).toEqual({ status: 'scored', value: 60 })
  expect(row.sensitivity).toEqual({ worst: 48, best: 68 })
  expect(row.metrics[0]).toMatchObject({ completeQuestions: 40, coverage: { expected: 100, scored: 80, unscored: 20 } })
})

test('a metric that nobody scored leaves the row without an average', () => {
  const row = leaderboardRow(
    judged((metric) => (metric === 'human_likeness' ? undefined : 60)),
    plan,
  )
  expect(row.metrics[4]!.score).toEqual({ status: 'unscored', reason: 'no-complete-question' })
  expect(row.average).toEqual({ status: 'unscored', reason: 'metric-unscored' })
})

test('rows that do not exist yet are pending, and keep the run from being compared', () => {
  const row = leaderboardRow(judged(() => 60).slice(1), plan)
  expect(row.coverage).toMatchObject({ scored: 699, pending: 1 })
  expect(row.comparability.reasons).toEqual(['1 of 700 judgements are still to come'])
  expect(row.average).toEqual({ status: 'scored', value: 60 })
})

test('relevance is left aside by the seven-metric average and counted by the eight', () => {
  const rows = judged((metric) => (metric === 'video_text_relevance' ? 0 : 80), 'ablation8')
  expect(leaderboardRow(rows, plan).average).toEqual({ status: 'scored', value: 80 })
  expect(leaderboardRow(rows, { ...plan, metricSet: 'ablation8' }).average).toEqual({ status: 'scored', value: 70 })
})

test('averages of different metric sets are never ranked together', () => {
  const rows = [publishedTable2[0]!, publishedTable3[0]!].map(publishedLeaderboardRow)
  expect(() => rankRows(rows)).toThrow(expect.objectContaining({ code: 'mixed-metric-sets' }))
})

test('equal scores share the better rank, and a row without a score has none', () => {
  const at = (model: string, score?: number) =>
    leaderboardRow(
      judged(() => score),
      { ...plan, model },
    )
  expect(rankRows([at('a', 50), at('b', 90), at('c'), at('d', 50)]).map(({ average }) => average)).toEqual([
    2,
    1,
    undefined,
    2,
  ])
})

test('two judges with different evidence are shown to differ', () => {
  const rows = judged(() => 60, 'ablation8').map((row): JudgementRow => {
    if (row.metric !== 'video_text_relevance') return row
    return { ...row, evidenceKind: row.judge === 'gpt-4o' ? 'frames' : 'caption' }
  })
  const { metrics } = leaderboardRow(rows, { ...plan, metricSet: 'ablation8' })
  expect(metrics.map(({ evidenceKinds }) => evidenceKinds)).toEqual([[], [], [], [], [], [], [], ['frames', 'caption']])
})

test('one rehearsal judgement marks the whole row', () => {
  const rows = judged(() => 60)
  expect(leaderboardRow(rows, plan).isRehearsal).toBe(false)
  expect(leaderboardRow([{ ...rows[0]!, isRehearsal: true }, ...rows.slice(1)], plan).isRehearsal).toBe(true)
})

test('a row survives JSON and does not depend on the order of judgements', () => {
  const rows = judged((metric, judge, question) =>
    question % 17 === 3 ? undefined : ((metric.length * question) % 97) + judge.length / 3,
  )
  const row = leaderboardRow(rows, plan)
  expect(leaderboardRow(rows.toReversed(), plan)).toEqual(row)
  expect(LeaderboardRow.parse(JSON.parse(JSON.stringify(row)))).toEqual(row)
})
