/** Captions by batch: calls wait for it without holding a worker, failures come back, and nothing is paid twice. */
import {
  startScriptedBatches,
  type BatchedCall,
  type BatchedReply,
  type ScriptedBatches,
} from '@video2roleplay/llm/testing'
import { eq } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { modelBatches, modelCalls } from '../src/db/schema.js'
import { tickBatches } from '../src/planner/batches.js'
import { openHouse, type House } from './house.js'
import { until } from './until.js'

let house: House
let provider: ScriptedBatches
afterEach(async () => {
  await house.close()
  await provider.close()
})

const pace = { everySeconds: 1, lingerSeconds: 0 }

async function houseWith(respond?: (call: BatchedCall) => BatchedReply | Promise<BatchedReply>): Promise<string> {
  provider = await startScriptedBatches(respond === undefined ? {} : { respond })
  house = await openHouse({
    database: 'pglite',
    endpoint: provider.baseUrl,
    // Its capabilities say that it takes batches; nothing here answers a direct call.
    env: { V2R_MODEL: 'gpt-4o-scripted', V2R_MODEL_PRICES: 'gpt-4o-scripted=1/1' },
  })
  const path = await house.draw('batch.mp4', { seconds: 1, fps: 4, width: 96, height: 64 })
  await house.api.videos.importPaths({ paths: [path] })
  await house.settled()
  const { jobIds } = await house.api.pipeline.start({
    videoIds: 'all',
    stages: ['sample', 'caption'],
    transport: 'batch',
  })
  expect(jobIds).toHaveLength(1)
  return (await house.api.videos.list({})).items[0]!.id
}

const captionJob = async () => (await house.api.jobs.list({ kind: 'caption' })).items[0]
const waits = () => until(async () => (await captionJob())?.state === 'waiting')

test('a caption is two batches: its descriptions, then its summary; each answer is in the ledger at half the price', async () => {
  const videoId = await houseWith()
  await waits()
  expect(await captionJob()).toMatchObject({ error: { code: 'in-batch' }, worker: null })
  await tickBatches(house.services, pace)
  await tickBatches(house.services, pace)
  await until(async () => provider.submitted.length === 1 && (await captionJob())?.state === 'waiting')
  await tickBatches(house.services, pace)
  await until(async () => (await captionJob())?.state === 'waiting' || (await captionJob())?.state === 'done')
  for (let round = 0; round < 6 && (await captionJob())?.state !== 'done'; round++) {
    await tickBatches(house.services, pace)
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  expect((await captionJob())?.state).toBe('done')
  expect(provider.submitted.map(({ calls }) => calls.length)).toEqual([4, 1])
  expect(provider.refused).toEqual([])
  expect((await house.api.videos.caption({ id: videoId }))?.caption.summary).toBeTruthy()
  const calls = await house.services.db.select().from(modelCalls)
  expect(calls.every(({ state, transport }) => state === 'settled' && transport === 'batch')).toBe(true)
  for (const { inputTokens, outputTokens, costMicroUsd } of calls)
    expect(costMicroUsd).toBe(Math.ceil(((inputTokens ?? 0) + (outputTokens ?? 0)) / 2))
})

test('what a batch did not answer is asked again, and only that', async () => {
  let isFirst = true
  const videoId = await houseWith(({ index, body }) => {
    if (isFirst && index < 2) return index === 0 ? 'expired' : { status: 500 }
    return body.messages.length > 0 ? `A person is here, number ${index}.` : ''
  })
  await waits()
  await tickBatches(house.services, pace)
  isFirst = false
  for (let round = 0; round < 12 && provider.submitted.length < 2; round++) {
    await tickBatches(house.services, pace)
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  expect(provider.submitted.slice(0, 2).map(({ calls }) => calls.length)).toEqual([4, 2])
  const [first] = await house.services.db.select().from(modelBatches)
  expect(first).toMatchObject({ state: 'collected', remoteStatus: 'expired', answered: 2, returned: 2 })
  const failed = await house.services.db.select().from(modelCalls).where(eq(modelCalls.state, 'failed'))
  expect(failed.map(({ errorCode }) => errorCode).toSorted()).toEqual(['server-error', 'timeout'])
  expect(videoId).toBeTruthy()
})

test('a batch interface that is down costs nothing: its calls are pending until it is back', async () => {
  await houseWith()
  await waits()
  provider.failWith(503)
  await tickBatches(house.services, pace).catch(() => undefined)
  const [lost] = await house.services.db.select().from(modelBatches)
  expect(lost).toMatchObject({ state: 'failed', errorMessage: expect.stringContaining('batch interface') })
  provider.failWith(null)
  await tickBatches(house.services, pace)
  expect(provider.submitted.map(({ calls }) => calls.length)).toEqual([4])
})
