import { expect, test } from 'vitest'
import { leakReport } from './leak-report.js'

test('a creator on both sides is a leak, and an unknown creator is not called clean', () => {
  const report = leakReport(
    [
      { split: 'train', keys: { video: 'v1', creator: 'ann' } },
      { split: 'train', keys: { video: 'v2', creator: 'ann' } },
      { split: 'heldout', keys: { video: 'v3', creator: 'ann' } },
      { split: 'heldout', keys: { video: 'v4', creator: null } },
    ],
    ['video', 'creator'],
  )
  expect(report.isClean).toBe(false)
  expect(report.checks).toEqual([
    { key: 'video', known: 4, unknown: 0, leaking: 0, examples: [] },
    {
      key: 'creator',
      known: 3,
      unknown: 1,
      leaking: 1,
      examples: [{ value: 'ann', splits: { train: 2, heldout: 1 } }],
    },
  ])
})
