import { expect, test } from 'vitest'
import type { JudgementRow } from './judgement-row.js'
import { scoreQuestions, scoreResponse } from './score.js'

const metric = 'human_likeness'
const scored = (judge: string, round: number, score: number, questionId = 'q1'): JudgementRow => ({
  questionId,
  metric,
  judge,
  round,
  status: 'scored',
  score,
})
const lost = (judge: string, round: number, questionId = 'q1'): JudgementRow => ({
  questionId,
  metric,
  judge,
  round,
  status: 'unscored',
})
const judges = ['gpt-4o', 'o3-mini']

test('rounds are averaged first, then judges', () => {
  const rows = [scored('gpt-4o', 1, 90), scored('gpt-4o', 2, 60), scored('gpt-4o', 3, 60), scored('o3-mini', 1, 40)]
  expect(scoreResponse(rows, judges)).toEqual({
    status: 'scored',
    score: 55,
    judges: [
      { judge: 'gpt-4o', mean: 70, rounds: 3 },
      { judge: 'o3-mini', mean: 40, rounds: 1 },
    ],
  })
})

test('an unscored round lowers the count, not the score', () => {
  const rows = [scored('gpt-4o', 1, 80), lost('gpt-4o', 2), lost('gpt-4o', 3), scored('o3-mini', 1, 80)]
  expect(scoreResponse(rows, judges)).toMatchObject({ status: 'scored', score: 80 })
})

test('a question that one judge never scored has no score', () => {
  const rows = [scored('gpt-4o', 1, 80), lost('o3-mini', 1), lost('o3-mini', 2), lost('o3-mini', 3)]
  expect(scoreResponse(rows, judges)).toMatchObject({ status: 'unscored', missingJudges: ['o3-mini'] })
})

test('the order of rows changes not one bit, although 0.1 + 0.2 + 0.3 is not 0.3 + 0.2 + 0.1', () => {
  const rows = [0.1, 0.2, 0.3].flatMap((score, index) => judges.map((judge) => scored(judge, index + 1, score)))
  expect(scoreResponse(rows.toReversed(), judges)).toEqual(scoreResponse(rows, judges))
})

const plan = { questionIds: ['q1', 'q2'], judges, rounds: 2, metrics: [metric] as const }

test('a planned question without any row is unscored, not forgotten', () => {
  const scores = scoreQuestions([scored('gpt-4o', 1, 80), scored('o3-mini', 1, 60)], plan)
  expect(scores.map(({ questionId, result }) => [questionId, result.status])).toEqual([
    ['q1', 'scored'],
    ['q2', 'unscored'],
  ])
})

test.each([
  ['a judge of another run', scored('claude', 1, 80), 'unplanned-judgement'],
  ['a round too many', scored('gpt-4o', 3, 80), 'unplanned-judgement'],
  ['a question of another set', scored('gpt-4o', 1, 80, 'q9'), 'unplanned-judgement'],
  ['the same place twice', scored('o3-mini', 1, 20), 'duplicate-judgement'],
])('%s cannot slip into a mean', (_, row, code) => {
  const rows = [scored('o3-mini', 1, 60), row]
  expect(() => scoreQuestions(rows, plan)).toThrow(expect.objectContaining({ code }))
})
