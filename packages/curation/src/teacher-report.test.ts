import { expect, test } from 'vitest'
import { teacherReport } from './teacher-report.js'

const pair = (status: 'kept' | 'dropped' | 'undecided', score: number | null, answer = 'to the market') => ({
  status,
  score,
  answer,
})

test('yield, score, variety and cost are counted for each teacher from its own rows', () => {
  const rows = teacherReport([
    { teacher: 'b', status: 'declined', dialogues: [], cost: 0.01 },
    {
      teacher: 'a',
      status: 'generated',
      dialogues: [pair('kept', 80), pair('kept', 60), pair('undecided', null)],
      cost: 0.02,
    },
    { teacher: 'a', status: 'generated', dialogues: [pair('dropped', 10)], cost: 0.04 },
  ])
  expect(rows).toMatchObject([
    {
      teacher: 'a',
      replies: 2,
      pairs: 4,
      kept: 2,
      undecided: 1,
      yield: 0.5,
      meanScore: 50,
      diversity: 0.5,
      meanAnswerCharacters: 13,
      cost: 0.06,
    },
    {
      teacher: 'b',
      replies: 1,
      statuses: { declined: 1 },
      pairs: 0,
      yield: null,
      meanScore: null,
      diversity: null,
      costPerKept: null,
    },
  ])
  expect(rows[0]!.costPerKept).toBeCloseTo(0.03)
})

test('an unknown cost makes the sum unknown, not smaller', () => {
  const [row] = teacherReport([
    { teacher: 'a', status: 'generated', dialogues: [pair('kept', 80)], cost: null },
    { teacher: 'a', status: 'generated', dialogues: [], cost: 0.04 },
  ])
  expect(row).toMatchObject({ cost: null, costPerKept: null })
})
