import { expect, test } from 'vitest'
import type { JudgementRow } from './judgement-row.js'
import { leaderboardGroups } from './leaderboard-groups.js'
import { metricSets } from './metrics.js'
import { seededRandom } from './random.js'

const questionIds = Array.from({ length: 120 }, (_, index) => `q${index}`)
const options = {
  questionIds,
  judges: ['gpt-4o'],
  rounds: 1,
  metricSet: 'main7' as const,
  clusterOf: (questionId: string) => `v${Number(questionId.slice(1)) % 40}`,
}
/** A model of known quality: difficulty belongs to the question, luck to the model. */
const run = (model: string, quality: number, seed: number) => {
  const luck = seededRandom(seed)
  const rows = metricSets.main7.metrics.flatMap((metric) =>
    questionIds.map((questionId, question): JudgementRow => {
      const score = quality + ((question * 37) % 31) - 15 + (luck.next() - 0.5) * 20
      return { questionId, metric, judge: 'gpt-4o', round: 1, status: 'scored', score }
    }),
  )
  return { model, rows }
}

test('models of known quality come out in their order, and two equals stay tied', () => {
  const runs = [run('weak', 40, 1), run('twin a', 60, 2), run('strong', 75, 3), run('twin b', 60, 4)]
  const groups = leaderboardGroups(runs, options)
  expect(groups.map(({ group }) => group)).toEqual([1, 2, 2, 3])
  expect(groups[0]!.model).toBe('strong')
  expect(
    groups
      .slice(1, 3)
      .map(({ model }) => model)
      .toSorted(),
  ).toEqual(['twin a', 'twin b'])
  expect(groups[3]!.model).toBe('weak')
})

test('five equals are one group, whatever their luck', () => {
  const runs = [1, 2, 3, 4, 5].map((seed) => run(`m${seed}`, 60, seed))
  expect(leaderboardGroups(runs, options).map(({ group }) => group)).toEqual([1, 1, 1, 1, 1])
})

test('the correction for 253 pairs of 23 models hides no large difference', () => {
  const runs = Array.from({ length: 23 }, (_, index) => run(`m${index}`, index < 11 ? 60 : 40, index + 1))
  expect(new Set(leaderboardGroups(runs, options).map(({ group }) => group))).toEqual(new Set([1, 2]))
})

test('a run that nobody scored is no row', () => {
  expect(leaderboardGroups([run('a', 60, 1), { model: 'b', rows: [] }], options).map(({ model }) => model)).toEqual([
    'a',
  ])
})
