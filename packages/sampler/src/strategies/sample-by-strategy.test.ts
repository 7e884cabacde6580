import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EmbedFrame } from '../decoder.js'
import { FrameSampleRecord, toSampleRecord } from '../frame-sample.js'
import { sampleFrames } from '../sample-frames.js'
import type { CallerSettings } from '../settings.js'
import { samplingStrategies } from './opt-in.js'
import { grey, paintedVideo, stripes } from './painted-video.test-support.js'
import { embedVideo } from './video-features.js'

/** The first pixel is all that a painted frame's JPEG holds. */
const embedFrame: EmbedFrame = async ({ jpeg }) => Float32Array.of(jpeg[0] as number, 255 - (jpeg[0] as number))
const embedText = async (text: string) => (text === 'bright' ? Float32Array.of(1, 0) : Float32Array.of(0, 1))

const sample = (video: Parameters<typeof paintedVideo>[0], settings: CallerSettings) =>
  sampleFrames('painted', { decoder: paintedVideo(video), settings, embedFrame, embedText })

const shotsOf = (...levels: number[]) => ({
  seconds: levels.length * 10,
  look: (t: number) => grey(levels[Math.floor(t / 10)] ?? 0),
})
const instants = async (video: Parameters<typeof paintedVideo>[0], settings: CallerSettings) =>
  (await sample(video, settings)).frames.map(({ timestampSeconds }) => timestampSeconds)

test('the paper is what happens where nothing is said, and its frames name its rule', async () => {
  const { frames, settings, trace } = await sample({ seconds: 12, look: () => grey(50) }, {})
  expect(frames.map(({ timestampSeconds, reason }) => [timestampSeconds, reason.rule])).toEqual([
    [0, 'interval'],
    [5, 'interval'],
    [10, 'interval'],
  ])
  expect([settings.strategy, trace.selection]).toEqual(['paper', 'paper'])
  expect(settings).not.toHaveProperty('continuity')
})

test('as many frames as shots show every shot', async () => {
  const { frames, trace } = await sample(shotsOf(20, 200, 90, 160), { strategy: 'shots', maxFrames: 4 })
  expect(frames.map(({ timestampSeconds }) => Math.floor(timestampSeconds / 10))).toEqual([0, 1, 2, 3])
  expect(frames[1]?.reason).toMatchObject({ rule: 'shot', shot: 1, shots: 4 })
  expect(frames[1]?.reason.text).toContain('0:10–0:20')
  expect(trace.shots?.map(({ startSeconds }) => startSeconds)).toEqual([0, 10, 20, 30])
})

test('a question brings the frames that fit it, and says how well', async () => {
  const { frames } = await sample(shotsOf(0, 0, 255, 0, 0, 0, 0, 0), {
    strategy: 'question',
    question: 'bright',
    maxFrames: 3,
  })
  expect(frames.every(({ timestampSeconds }) => timestampSeconds >= 20 && timestampSeconds < 30)).toBe(true)
  expect(frames[0]?.reason).toMatchObject({ rule: 'relevance', relevance: 1 })
})

test('a second question looks at no picture again', async () => {
  const decoder = paintedVideo(shotsOf(255, 0, 255, 255, 255, 255, 255, 255))
  const features = await embedVideo('painted', { decoder, embedFrame })
  const again = await sampleFrames('painted', {
    decoder,
    features,
    embedText,
    settings: { strategy: 'question', question: 'dark', maxFrames: 2 },
  })
  expect(again.frames.map(({ timestampSeconds }) => Math.floor(timestampSeconds / 10))).toEqual([1, 1])
})

test('a question without an embedder of texts is refused, not answered by something else', async () => {
  const asked = sampleFrames('painted', {
    decoder: paintedVideo(shotsOf(0, 255)),
    settings: { strategy: 'question', question: 'bright' },
  })
  await expect(asked).rejects.toMatchObject({ code: 'bad-request' })
})

test('the number of frames does not jump at 5 s or at 600 s where continuity is asked for', async () => {
  const look = (t: number) => grey(20 + 40 * (Math.floor(t / 3) % 5))
  for (const seconds of [5, 600]) {
    const settings = { continuity: true }
    const [before, after] = [
      await sample({ seconds, fps: 25, look }, settings),
      await sample({ seconds: seconds + 0.04, fps: 25, look }, settings),
    ]
    expect(Math.abs(before.frames.length - after.frames.length)).toBeLessThanOrEqual(1)
  }
})

test('at 601 s nearly all frames are still spread evenly, at 1199 s nearly none', async () => {
  const look = (t: number) => grey(20 + 40 * (Math.floor(t / 3) % 5))
  const even = async (seconds: number) => {
    const { frames } = await sample({ seconds, fps: 2, look }, { continuity: true, similarityThreshold: 1 })
    return frames.filter(({ reason }) => reason.rule === 'evenly-spread').length / frames.length
  }
  expect(await even(601)).toBeGreaterThan(0.98)
  expect(await even(1199)).toBeLessThan(0.02)
})

test('no stretch is longer than asked, and the frames that see to it say so', async () => {
  const { frames, trace } = await sample(
    { seconds: 100, look: (t) => grey(t < 50 ? 10 : 200) },
    { strategy: 'shots', maxFrames: 12, maxGapSeconds: 10 },
  )
  expect(frames.length).toBeLessThanOrEqual(12)
  expect(trace.gap?.widestSeconds).toBeLessThanOrEqual(10)
  const few = await sample({ seconds: 100, look: () => grey(9) }, { maxGapSeconds: 4.5 })
  expect(few.frames.filter(({ reason }) => reason.rule === 'maximum-gap').length).toBeGreaterThan(10)
  expect(few.trace.gap?.widestSeconds).toBeLessThanOrEqual(4.5)
})

test('a gap that the cap cannot keep is reported as wide as it is', async () => {
  const { trace, frames } = await sample({ seconds: 100, look: () => grey(9) }, { maxGapSeconds: 1, maxFrames: 9 })
  expect(frames).toHaveLength(9)
  expect(trace.gap).toMatchObject({ askedSeconds: 1 })
  expect(trace.gap?.widestSeconds).toBeCloseTo(10, 0)
})

test('a flash gives its place to the frame beside it, and the reason says which frame it stands for', async () => {
  const scene = stripes(40, 90)
  const { frames, trace } = await sample(
    { seconds: 12, fps: 25, look: (t) => (t >= 4.98 && t < 5.06 ? grey(235) : scene) },
    { skipFlashes: true },
  )
  const [, second] = frames
  expect(second?.timestampSeconds).toBeCloseTo(5.2, 3)
  expect(second?.reason).toMatchObject({ rule: 'interval', replaces: { timestampSeconds: 5, fault: 'flash' } })
  expect(trace.faults).toHaveLength(1)
})

test('a black frame with nothing better near stays, and says that it is black', async () => {
  const { frames, status } = await sample({ seconds: 12, look: (t) => grey(t < 2 ? 80 : 0) }, { skipBlack: true })
  expect(frames.map(({ reason }) => reason.fault)).toEqual([undefined, 'black', 'black'])
  expect(status).toBe('complete')
})

test('whatever the film, strategy and wishes, frames ascend, repeat nothing, lie inside, and stay under the cap', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        strategy: fc.constantFrom(...samplingStrategies),
        levels: fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 20 }),
        seconds: fc.oneof(fc.double({ min: 0.5, max: 90, noNaN: true }), fc.constantFrom(5, 5.01, 601)),
        maxFrames: fc.integer({ min: 1, max: 140 }),
        continuity: fc.boolean(),
        maxGapSeconds: fc.option(fc.double({ min: 1, max: 100, noNaN: true }), { nil: undefined }),
        skip: fc.boolean(),
      }),
      async ({ strategy, levels, seconds, maxFrames, continuity, maxGapSeconds, skip }) => {
        const flags = skip ? { skipBlack: true, skipBlurred: true, skipFlashes: true } : {}
        const question = strategy === 'question' ? 'bright' : undefined
        const settings = { strategy, question, maxFrames, continuity, maxGapSeconds, ...flags }
        const video = {
          seconds,
          fps: 2,
          look: (t: number) => grey(levels[Math.floor(t / 3) % levels.length] as number),
        }
        const chosen = await sample(video, settings)
        const times = chosen.frames.map(({ timestampSeconds }) => timestampSeconds)
        expect(times.length).toBeGreaterThan(0)
        expect(times.length).toBeLessThanOrEqual(maxFrames)
        expect(times.every((t, k) => t >= 0 && t < seconds + 0.5 && (k === 0 || t > (times[k - 1] as number)))).toBe(
          true,
        )
        expect(
          chosen.frames.every(({ reason }, k) => reason.rule !== undefined && reason.timestampSeconds === times[k]),
        ).toBe(true)
        expect(await instants(video, settings)).toEqual(times)
        const canKeep = maxGapSeconds !== undefined && (maxFrames + 1) * (maxGapSeconds - 0.5) >= seconds
        expect(!canKeep || (chosen.trace.gap?.widestSeconds ?? Number.NaN) <= maxGapSeconds + 1e-6).toBe(true)
        expect(FrameSampleRecord.parse(JSON.parse(JSON.stringify(toSampleRecord(chosen)))).frames).toHaveLength(
          times.length,
        )
      },
    ),
    { numRuns: 25 },
  )
})

test('a sample stored before there was a choice is still one by the paper', async () => {
  const record = JSON.parse(JSON.stringify(toSampleRecord(await sample({ seconds: 8, look: () => grey(5) }, {}))))
  delete record.settings.strategy
  delete record.trace.selection
  for (const frame of record.frames) delete frame.reason.rule
  expect(FrameSampleRecord.parse(record).settings.strategy).toBe('paper')
})
