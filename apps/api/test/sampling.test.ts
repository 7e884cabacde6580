/** One video sampled more than once: the samples stay beside each other, and the role is made of the one that was chosen. */
import { tinyClipFolder } from '@video2roleplay/sampler/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHouse, type House } from './house.js'

let house: House
let videoId: string

beforeAll(async () => {
  house = await openHouse({ database: 'pglite' })
  const path = await house.draw('vlog.mp4', { seconds: 12, fps: 5, width: 320, height: 180 })
  const { items } = await house.api.videos.importPaths({ paths: [path], then: ['sample'] })
  videoId = items[0]!.videoId!
  await house.settled()
})
afterAll(() => house.close())

const role = () => house.api.videos.sample({ id: videoId, strategy: 'profile' })
const times = async (id: string) =>
  (await house.api.sampling.get({ id })).frames.map(({ timestampSeconds }) => timestampSeconds)

async function ask(input: Omit<Parameters<House['api']['sampling']['ask']>[0], 'videoId'>): Promise<string> {
  const { jobId, sampleId } = await house.api.sampling.ask({ videoId, ...input })
  if (sampleId !== null) return sampleId
  await house.settled()
  const { state, result } = await house.api.jobs.get({ id: jobId! })
  expect(state).toBe('done')
  return String(result!.sampleId)
}

test('a sample with other settings stands beside the old one, and the role stays as it was until it is chosen', async () => {
  const before = await role()
  expect(before!.frames.map(({ timestampSeconds }) => timestampSeconds)).toEqual([0, 5, 10])
  const denser = await ask({ settings: { vlogIntervalSeconds: 3 } })
  expect(await times(denser)).toEqual([0, 3, 6, 9])
  expect((await role())!.sample.id).toBe(before!.sample.id)
  expect((await house.api.videos.get({ id: videoId })).frames).toBe(3)

  await house.api.sampling.choose({ id: denser })
  expect((await role())!.sample).toMatchObject({ id: denser, isForRole: true })
  expect((await house.api.videos.get({ id: videoId })).frames).toBe(4)
  const list = await house.api.sampling.list({ videoId })
  expect(list.map(({ id, isForRole }) => [id, isForRole])).toEqual(
    expect.arrayContaining([
      [denser, true],
      [before!.sample.id, false],
    ]),
  )
  await house.api.sampling.choose({ id: before!.sample.id })
  expect((await role())!.sample.id).toBe(before!.sample.id)
})

test('what was asked for before is found, also by the default settings written out', async () => {
  const [first, again] = [await ask({ settings: { maxFrames: 2 } }), await ask({ settings: { maxFrames: 2 } })]
  expect(again).toBe(first)
  expect(await house.api.sampling.ask({ videoId, settings: { strategy: 'paper', maxFrames: 128 } })).toMatchObject({
    sampleId: (await role())!.sample.id,
    jobId: null,
  })
})

test('what fits is settled when it is asked for, by the rule for the frame’s own size', async () => {
  // 320 × 180 is 11 × 6 squares of 28 pixels: 66 tokens, so two frames into 150.
  const fits = await house.api.sampling.fits({ videoId, textTokens: 0, contextTokens: { 'qwen2.5-vl': 150 } })
  expect(fits.find(({ preset }) => preset === 'qwen2.5-vl')).toMatchObject({
    tokensPerFrame: 66,
    frames: 2,
    warning: expect.stringContaining('Of 128 frames only 2 fit'),
  })
  const id = await ask({ settings: {}, fit: { preset: 'qwen2.5-vl', contextTokens: 150, textTokens: 0 } })
  expect((await house.api.sampling.get({ id })).sample.settings).toMatchObject({ maxFrames: 2 })
  await expect(
    house.api.sampling.ask({ videoId, fit: { preset: 'qwen2.5-vl', contextTokens: 150, textTokens: 100 } }),
  ).rejects.toThrow('Not one frame of 66 tokens fits into 150 beside 100 of text.')
})

test('the segments of the caption cannot become the role, nor can settings contradict each other', async () => {
  const segments = await house.api.videos.sample({ id: videoId, strategy: 'segments' })
  await expect(house.api.sampling.choose({ id: segments!.sample.id })).rejects.toThrow('for the caption')
  await expect(house.api.sampling.ask({ videoId, settings: { strategy: 'question' } })).rejects.toThrow('go together')
})

test('T is suggested from the differences that a documentary’s sample left; what has none is named', async () => {
  await house.api.videos.setKind({ id: videoId, kind: 'documentary' })
  const before = await house.api.sampling.calibration({})
  expect(before).toMatchObject({
    videos: [],
    failures: [{ name: 'vlog.mp4', reason: 'Its frames were not chosen yet.' }],
  })
  expect(before.threshold).toBeUndefined()
  const id = await ask({ settings: {} })
  const { trace } = await house.api.sampling.get({ id })
  const { videos, threshold, failures } = await house.api.sampling.calibration({ videoIds: [videoId] })
  expect(failures).toEqual([])
  expect(videos).toMatchObject([{ name: 'vlog.mp4', differences: 11 }])
  expect(threshold!.distribution.mean).toBeCloseTo(
    trace.curve.reduce((sum, point) => sum + point.meanDifference, 0) / 11,
  )
})

test('what was merged is not counted among the frames of a sample', async () => {
  const merging = await openHouse({ database: 'pglite', env: { V2R_CLIP: tinyClipFolder } })
  const scenes = [60, 180, 90, 200, 70, 190].map((luma) => ({ seconds: 2, luma, motion: 0 }))
  const path = await merging.draw('film.mp4', { seconds: 12, fps: 5, scenes })
  const { items } = await merging.api.videos.importPaths({ paths: [path], then: [] })
  await merging.settled()
  const id = items[0]!.videoId!
  await merging.api.videos.setKind({ id, kind: 'documentary' })
  // Everything is alike by more than −1: one frame takes in all others.
  const { jobId } = await merging.api.sampling.ask({ videoId: id, settings: { similarityThreshold: -1 } })
  await merging.settled()
  const { result } = await merging.api.jobs.get({ id: jobId! })
  const { sample, frames, trace } = await merging.api.sampling.get({ id: String(result!.sampleId) })
  expect(trace.groups.length).toBeGreaterThan(1)
  expect(trace.merges.length).toBe(trace.groups.length - 1)
  expect([sample.frames, frames.length, result!.frames]).toEqual([1, 1, 1])
  await merging.api.sampling.choose({ id: sample.id })
  expect((await merging.api.videos.list({})).items[0]!.frames).toBe(1)
  await merging.close()
})
