import { expect, test } from 'vitest'
import { workersSuite } from './workers.ts'

test('two workers finish twelve videos on PostgreSQL although one of them is killed', async () => {
  const report = await workersSuite({ videos: 12, latencyMs: 30 })
  expect(report.finished).toBe(12)
  expect(report.settledCalls + report.unknownCalls).toBe(report.endpointCalls)
  expect(report.unknownCalls).toBeLessThanOrEqual(report.inFlightAtKill)
})
