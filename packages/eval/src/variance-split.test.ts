import { expect, test } from 'vitest'
import type { JudgementRow } from './judgement-row.js'
import { seededRandom, type Random } from './random.js'
import { splitVariance } from './variance-split.js'

const normal = (random: Random) => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
const judges = ['gpt-4o', 'o3-mini']
const rowsOf = (questions: number, scoreOf: (question: number, judge: number, round: number) => number) =>
  Array.from({ length: questions }, (_, question) =>
    judges.flatMap((judge, index) =>
      [1, 2, 3].map((round): JudgementRow => ({
        questionId: `q${question}`,
        metric: 'human_likeness',
        judge,
        round,
        status: 'scored',
        score: scoreOf(question, index, round),
      })),
    ),
  ).flat()

test('questions that differ, judges who do not and rounds that repeat: all variance is the question’s', () => {
  expect(
    splitVariance(
      rowsOf(3, (question) => [20, 50, 80][question]!),
      judges,
      3,
    ),
  ).toEqual({
    status: 'estimated',
    question: 900,
    judge: 0,
    questionByJudge: 0,
    round: 0,
    questions: 3,
  })
})

test('a judge who is ten points milder everywhere is judge variance only', () => {
  const split = splitVariance(
    rowsOf(4, (_, judge) => 50 + 10 * judge),
    judges,
    3,
  )
  expect(split).toMatchObject({ question: 0, judge: 50, questionByJudge: 0, round: 0 })
})

test('known spreads of 20, 6 and 3 points are found again', () => {
  const random = seededRandom(11)
  const question = Array.from({ length: 2000 }, () => normal(random) * 20)
  const pair = Array.from({ length: 4000 }, () => normal(random) * 6)
  const split = splitVariance(
    rowsOf(2000, (q, judge) => 50 + question[q]! + pair[2 * q + judge]! + normal(random) * 3),
    judges,
    3,
  )
  if (split.status !== 'estimated') throw new Error(split.reason)
  expect(Math.abs(Math.sqrt(split.question) - 20)).toBeLessThan(1)
  expect(Math.abs(Math.sqrt(split.questionByJudge) - 6)).toBeLessThan(0.4)
  expect(Math.abs(Math.sqrt(split.round) - 3)).toBeLessThan(0.1)
})

test('a question with a lost round is left out', () => {
  const rows = rowsOf(4, (question) => question * 10).slice(1)
  expect(splitVariance(rows, judges, 3)).toMatchObject({ questions: 3 })
  expect(splitVariance(rows.slice(0, 5), judges, 3)).toEqual({ status: 'undefined', reason: 'too-few' })
})
