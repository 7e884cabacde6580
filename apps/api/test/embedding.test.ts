/** Step 3 on the server: features of a tiny CLIP, kept in the database; and what is said where there is none. */
import { tinyClipFolder } from '@video2roleplay/sampler/testing'
import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { frameFeatures, jobEvents } from '../src/db/schema.js'
import { createFeatureCache } from '../src/media/feature-cache.js'
import { eachDatabase } from './databases.js'
import { openHouse, type House } from './house.js'
import { startTestServices } from './services.js'

const scenes = [60, 180, 90, 200, 70, 190].map((luma) => ({ seconds: 100, luma, motion: 0 }))

async function importFilm(house: House): Promise<string> {
  const path = await house.draw('film.mp4', { seconds: 601, fps: 1, scenes })
  const { items } = await house.api.videos.importPaths({ paths: [path], then: ['sample'] })
  await house.settled()
  return items[0]!.videoId!
}

eachDatabase('features in the database', (database) => {
  test('come back as they were put, to the last bit, for the model they belong to', async () => {
    const services = await startTestServices({ database })
    const cache = createFeatureCache(services.db)
    const vector = Float32Array.of(0.1, -1e-7, Math.fround(1 / 3))
    await cache.set(
      'model',
      new Map([
        ['a', vector],
        ['b', Float32Array.of(1)],
      ]),
    )
    await cache.set('model', new Map([['a', Float32Array.of(9)]]))
    expect([...(await cache.get('model', ['a', 'c', 'b']))]).toEqual(
      expect.arrayContaining([
        ['a', vector],
        ['b', Float32Array.of(1)],
      ]),
    )
    expect((await cache.get('other', ['a'])).size).toBe(0)
    expect((await cache.get('model', [])).size).toBe(0)
    await services.close()
  })
})

test('a documentary is merged by CLIP, its features are kept, and a second look finds them', async () => {
  const house = await openHouse({ database: 'pglite', env: { V2R_CLIP: tinyClipFolder } })
  expect((await house.api.system.settings()).embedder).toMatchObject({ state: 'not used yet', model: tinyClipFolder })
  const videoId = await importFilm(house)
  const { sample, trace } = (await house.api.videos.sample({ id: videoId, strategy: 'profile' }))!
  expect(sample).toMatchObject({ strategy: 'documentary', merge: 'done', mergeReason: null })
  const compared = trace.similarities!.length
  expect(compared).toBeGreaterThan(3)
  const { embedder } = await house.api.system.settings()
  expect(embedder).toMatchObject({ state: 'ready', info: trace.embedder, failure: null })
  const kept = await house.services.db.select().from(frameFeatures)
  expect(kept.filter(({ modelHash }) => modelHash === embedder.info!.hash)).toHaveLength(compared + 1)

  const settings = { similarityThreshold: 1 }
  const { jobId } = await house.api.sampling.ask({ videoId, settings })
  await house.settled()
  const { result } = await house.api.jobs.get({ id: jobId! })
  const again = await house.api.sampling.get({ id: String(result!.sampleId) })
  expect(again.trace.merges).toEqual([])
  expect(again.frames).toHaveLength(compared + 1)
  expect(await house.services.db.select().from(frameFeatures)).toHaveLength(kept.length)
  expect(await house.api.sampling.ask({ videoId, settings })).toMatchObject({ sampleId: again.sample.id, jobId: null })
  await house.close()
})

test('without a network the sample is made all the same, and says that and why step 3 was left out', async () => {
  const house = await openHouse({
    database: 'pglite',
    env: { V2R_CLIP: 'owner/some-clip', V2R_CLIP_HUB: 'http://127.0.0.1:9' },
  })
  const videoId = await importFilm(house)
  const { sample } = (await house.api.videos.sample({ id: videoId, strategy: 'profile' }))!
  expect(sample).toMatchObject({
    merge: 'skipped: embedder unavailable',
    mergeReason: expect.stringMatching(/^The model could not be downloaded from 127\.0\.0\.1:9 .*Connect this machine/),
  })
  const warnings = await house.services.db
    .select({ data: jobEvents.data })
    .from(jobEvents)
    .where(and(eq(jobEvents.kind, 'warning')))
  expect(JSON.stringify(warnings)).toContain('embedder-unavailable')
  const { embedder } = await house.api.system.settings()
  expect(embedder).toMatchObject({ state: 'unavailable', failure: { code: 'model-unreachable' } })
  const { notices } = await house.api.system.overview()
  expect(notices).toContainEqual(expect.objectContaining({ code: 'embedder', level: 'warning' }))
  await house.close()
})
