import type { EvalRunView } from '@video2roleplay/api'
import { expect, test } from 'vitest'
import { parseThreshold } from './thresholds.js'

const scored = (value: number) => ({ status: 'scored', value }) as const
const run = (average: number | null, fluency: number | null) =>
  ({
    name: 'a run',
    row: {
      average: average === null ? { status: 'unscored', reason: 'metric-unscored' } : scored(average),
      metrics: [
        {
          metric: 'fluency',
          score: fluency === null ? { status: 'unscored', reason: 'metric-unscored' } : scored(fluency),
          judges: [],
        },
      ],
    },
  }) as unknown as EvalRunView

test('a threshold is missed below it, and met at it', () => {
  expect(parseThreshold('overall<70').missedBy(run(69.99, 80))).toHaveLength(1)
  expect(parseThreshold('overall<70').missedBy(run(70, 80))).toEqual([])
  expect(parseThreshold('overall<=70').missedBy(run(70, 80))).toHaveLength(1)
})

test('a metric is named by its beginning', () => {
  expect(parseThreshold('flu<60').missedBy(run(90, 59))).toEqual(['a run: flu is 59.00, and flu<60 was to fail.'])
})

test('what has no score cannot pass a gate', () => {
  expect(parseThreshold('overall<10').missedBy(run(null, 80))).toHaveLength(1)
  expect(parseThreshold('tone<10').missedBy(run(90, 80))).toHaveLength(1)
})

test('anything else is refused when it is typed', () => {
  expect(() => parseThreshold('overall lower than 70')).toThrow(/looks like/)
})
