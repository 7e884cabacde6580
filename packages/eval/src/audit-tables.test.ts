import { expect, test } from 'vitest'
import { auditTables } from './audit-tables.js'

test('the paper’s tables hold two averages cut instead of rounded, an 8 % that is 7, and shares that sum to 99.9', () => {
  const { checked, findings } = auditTables()
  expect(checked).toBe(23 + 5 + 6 + 3 + 1)
  expect(findings).toEqual([
    { place: 'Table 2', subject: 'GPT-4-Turbo, average of 7', printed: 67.79, recomputed: 67.8, kind: 'truncated' },
    { place: 'Table 2', subject: 'GPT-4o, average of 7', printed: 69.14, recomputed: 69.15, kind: 'truncated' },
    { place: 'A.3', subject: 'not sure, percent of 147 votes', printed: 8, recomputed: 7, kind: 'different' },
    { place: 'Figure 7', subject: 'sum of the shares, in percent', printed: 99.9, recomputed: 100, kind: 'different' },
  ])
})
