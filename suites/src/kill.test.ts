import { expect, test } from 'vitest'
import { killSuite } from './kill.ts'

test('a server killed twice in the middle of a curation finishes it, loses no row and pays nothing twice but what was in flight', async () => {
  const report = await killSuite({ kills: 2, latencyMs: 100, clipSeconds: 3 })
  expect(report.rowsLost).toBe(0)
  expect(report.descriptions).toBe(30)
  expect(report.dialogues).toBeGreaterThan(0)
  expect(report.settledCalls).toBe(report.distinctCalls)
  expect(report.paidTwice).toBeLessThanOrEqual(report.inFlightAtKills)
  expect(report.jobStates['dialogues done']).toBe(1)
})
