import { expect, test } from 'vitest'
import { killSuite } from './kill.ts'

test('a server killed twice in the middle of a curation finishes it, loses no row and pays nothing twice but what was in flight', async () => {
  const report = await killSuite({ kills: 2, latencyMs: 100, clipSeconds: 3 })
  expect(report.rowsLost).toBe(0)
  expect(report.descriptions).toBe(30)
  expect(report.dialogues).toBeGreaterThan(0)
  expect(report.settledCalls).toBe(report.distinctCalls)
  // An answer may have left the endpoint and not have reached the ledger: then only the ledger knows it as open.
  expect(report.paidTwice).toBeLessThanOrEqual(report.unknownCalls)
  expect(report.unknownCalls).toBeLessThanOrEqual(report.mostUnsettledAtKills)
  expect(report.jobStates['dialogues done']).toBe(1)
})
