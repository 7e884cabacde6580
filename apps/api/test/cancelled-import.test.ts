/** An import that a person stops leaves a video that says so, and that can be imported after all. */
import { defaultLimits, type FrameDecoder } from '@video2roleplay/sampler'
import { afterEach, expect, test } from 'vitest'
import { jobHandlers } from '../src/workflows/handlers.js'
import { openHouse, type House } from './house.js'
import { until } from './until.js'

let house: House
afterEach(() => house.close())

async function importClip(): Promise<{ videoId: string; jobId: string }> {
  const path = await house.draw('clip.mp4', { seconds: 1, fps: 3 })
  const { items } = await house.api.videos.importPaths({ paths: [path] })
  return { videoId: items[0]!.videoId!, jobId: items[0]!.jobId! }
}

const cancelled = { status: 'failed', error: { code: 'import-cancelled', advice: expect.stringContaining('Retry') } }

test('one that waits in the queue is cancelled at once; retried, the video is ready', async () => {
  house = await openHouse({ database: 'pglite', handlers: {} })
  const { videoId, jobId } = await importClip()
  expect(await house.api.jobs.cancel({ id: jobId })).toMatchObject({ state: 'cancelled' })
  expect(await house.api.videos.get({ id: videoId })).toMatchObject(cancelled)
  await house.services.jobs.start(jobHandlers)
  await house.api.videos.retry({ id: videoId })
  await house.settled()
  expect(await house.api.videos.get({ id: videoId })).toMatchObject({ status: 'ready', error: null })
})

test('one that runs is stopped where it is', async () => {
  let isProbing = false
  const other = () => Promise.reject(new Error('Nothing but the probe is reached.'))
  const decoder: FrameDecoder = {
    info: { name: 'libav', version: 'a slow one', sandbox: 'none', limits: defaultLimits, notes: [] },
    probe(_path, { signal } = {}) {
      isProbing = true
      return new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
    },
    extractFrames: other,
    extractAllFrames: other,
    extractThumbnails: other,
    close: () => Promise.resolve(),
  }
  house = await openHouse({ database: 'pglite', decoder })
  const { videoId, jobId } = await importClip()
  await until(async () => isProbing)
  await house.api.jobs.cancel({ id: jobId })
  await house.settled()
  expect(await house.api.videos.get({ id: videoId })).toMatchObject(cancelled)
})
