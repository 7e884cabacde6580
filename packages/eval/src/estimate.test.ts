import { expect, test } from 'vitest'
import { estimateCalls } from './estimate.js'
import { publishedTable2 } from './paper.js'

const paper = { questions: 328, judges: 2, rounds: 3 }

test('one model is 13,776 judge calls over seven metrics and 15,744 over eight', () => {
  expect(estimateCalls({ ...paper, metrics: 7 }).judgeCalls).toBe(13_776)
  expect(estimateCalls({ ...paper, metrics: 8 })).toEqual({
    responderCalls: 328,
    judgeCalls: 15_744,
    mostJudgeCalls: 31_488,
  })
})

test('the whole of Table 2 is 316,848', () => {
  const { judgeCalls, responderCalls } = estimateCalls({ ...paper, metrics: 7, models: publishedTable2.length })
  expect([judgeCalls, responderCalls]).toEqual([316_848, 7544])
})
