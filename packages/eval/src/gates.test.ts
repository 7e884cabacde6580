import { expect, test } from 'vitest'
import { checkGate, parseGate } from './gates.js'
import type { LeaderboardRow } from './leaderboard.js'
import { comparePaired } from './paired-tests.js'

const row = (average: number | null, fluency: number | null) =>
  ({
    average:
      average === null ? { status: 'unscored', reason: 'metric-unscored' } : { status: 'scored', value: average },
    metrics: [
      {
        metric: 'utterance_fluency',
        score: fluency === null ? { status: 'unscored', reason: 'x' } : { status: 'scored', value: fluency },
      },
    ],
  }) as unknown as LeaderboardRow
const outcome = (gate: string, scores: LeaderboardRow | null) => checkGate(parseGate(gate), { row: scores }).outcome

test('a threshold fails below it, and passes at it', () => {
  expect(outcome('overall<70', row(69.99, 80))).toBe('failed')
  expect(outcome('overall<70', row(70, 80))).toBe('passed')
  expect(outcome('overall<=70', row(70, 80))).toBe('failed')
  expect(outcome('overall>90', row(95, 80))).toBe('failed')
})

test.each(['utterance_fluency', 'utterance-fluency', 'flu', 'fluency', 'utterance'])('%s names a metric', (name) =>
  expect(parseGate(`${name}<60`)).toMatchObject({ metric: 'utterance_fluency' }),
)

test('a word that two metrics share names none, and neither does anything else', () => {
  for (const text of ['consistency<60', 'overall lower than 70', 'overall<', '', 'regression:'])
    expect(() => parseGate(text)).toThrow(/Gates look like/)
})

test('what has no score is unmeasured, never passed', () => {
  expect(outcome('overall<10', row(null, 80))).toBe('unmeasured')
  expect(outcome('tone<10', row(90, 80))).toBe('unmeasured')
  expect(outcome('overall<10', null)).toBe('unmeasured')
})

test('a regression fails beyond luck and passes on noise', () => {
  const differing = (shift: number) =>
    comparePaired(
      Array.from({ length: 40 }, (_, index) => ({
        cluster: `v${index % 20}`,
        a: 60 + shift + ((index * 7) % 11) - 5,
        b: 60,
      })),
    )
  const gate = parseGate('regression:main')
  expect(checkGate(gate, { row: null, comparison: differing(-6) }).outcome).toBe('failed')
  expect(checkGate(gate, { row: null, comparison: differing(0) }).outcome).toBe('passed')
  expect(checkGate(gate, { row: null, comparison: differing(6) }).outcome).toBe('passed')
  expect(checkGate(gate, { row: null, comparison: comparePaired([]) }).outcome).toBe('unmeasured')
})
