/** Before money is spent one knows how much; a budget stops work without failing it, and it goes on where it was. */
import { startScriptedEndpoint, type ScriptedEndpoint } from '@video2roleplay/llm/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHouse, type House } from './house.js'

let house: House
let endpoint: ScriptedEndpoint
beforeAll(async () => {
  endpoint = await startScriptedEndpoint()
  house = await openHouse({
    database: 'pglite',
    endpoint: endpoint.baseUrl,
    env: { V2R_MODEL: 'scripted', V2R_MODEL_PRICES: 'scripted=1/1' },
  })
  const paths = []
  for (const seconds of [1, 2, 3, 4])
    paths.push(await house.draw(`${seconds}.mp4`, { seconds, fps: 4, width: 96, height: 64 }))
  await house.api.videos.importPaths({ paths })
  await house.settled()
})
afterAll(async () => {
  await house.close()
  await endpoint.close()
})
const work = { videoIds: 'all' as const, stages: ['sample' as const, 'caption' as const] }

test('without a measurement a plan is the settings’ limit, and makes no call', async () => {
  const plan = await house.api.pipeline.plan(work)
  expect(plan.videos).toEqual({ chosen: 4, starting: 4, busy: 0, notReady: 0 })
  expect(plan.calls).toMatchObject({ low: 0, expected: null })
  // 64 descriptions and a summary, each at most three times.
  expect(plan.calls.high).toBe(4 * 65 * 3)
  expect(plan.seconds).toBeNull()
  expect(endpoint.counts.total).toBe(0)
})

test('after a probe of two, the plan for the other two holds what they then take', async () => {
  await house.api.pipeline.probe({ ...work, size: 2 })
  await house.settled()
  const before = endpoint.counts.total
  const plan = await house.api.pipeline.plan(work)
  expect(plan.stages.map(({ stage, videos, measured }) => [stage, videos, measured])).toEqual([
    ['sample', 2, 2],
    ['caption', 2, 2],
  ])
  await house.api.pipeline.start(work)
  await house.settled()
  const calls = endpoint.counts.total - before
  expect(calls).toBeGreaterThanOrEqual(plan.calls.low)
  expect(calls).toBeLessThanOrEqual(plan.calls.high)
  const { spentMicroUsd } = await house.api.pipeline.budget()
  expect(spentMicroUsd).toBeGreaterThan(0)
  expect((await house.api.pipeline.plan(work)).calls).toMatchObject({ low: 0, expected: 0, high: 0 })
})

test('a budget pauses the work with a reason; raised, it goes on and pays for nothing twice', async () => {
  const { spentMicroUsd } = await house.api.pipeline.budget()
  const dialogues = { videoIds: 'all' as const, stages: ['dialogues' as const] }
  await house.api.pipeline.setBudget({ limitUsd: spentMicroUsd / 1_000_000 + 0.000_001 })
  expect(await house.api.pipeline.plan(dialogues)).toMatchObject({ fits: 'risk' })
  const before = endpoint.counts.total
  const { jobIds } = await house.api.pipeline.start(dialogues)
  await house.settled()
  const jobs = await Promise.all(jobIds.map((id) => house.api.jobs.get({ id })))
  expect(jobs.map(({ state, error }) => [state, error?.code])).toEqual(jobs.map(() => ['paused', 'budget-exhausted']))
  expect(endpoint.counts.total).toBe(before)
  expect((await house.api.pipeline.start(dialogues)).jobIds, 'a paused video is not begun anew').toEqual([])

  await house.api.pipeline.setBudget({ limitUsd: null })
  expect((await house.api.pipeline.resume({})).jobIds.toSorted()).toEqual(jobIds.toSorted())
  await house.settled()
  expect((await house.api.jobs.get({ id: jobIds[0]! })).state).toBe('done')
})
