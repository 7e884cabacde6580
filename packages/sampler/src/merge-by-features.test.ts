import { describe, expect, test } from 'vitest'
import { openClip } from './clip.js'
import { goldenFrame } from './clip/golden.test-support.js'
import type { FrameDecoder } from './decoder.js'
import type { FrameEmbedder } from './frame-embedder.js'
import { FrameSampleRecord, toSampleRecord } from './frame-sample.js'
import { defaultLimits } from './limits.js'
import { sampleFrames } from './sample-frames.js'
import { tinyClipFolder } from './testing.js'

/** A film of 601 seconds that changes every 100 s, and shows these pictures in turn. */
function filmOf(pictures: string[]): FrameDecoder {
  const brightness = (t: number) => (Math.floor(t / 100) % 2 === 0 ? 20 : 200)
  const refuse = () => Promise.reject(new Error('not asked for'))
  const counts = (list: readonly number[]) => ({
    positions: list.map((_, k) => k),
    wanted: list.length,
    got: list.length,
    decoded: list.length,
    skipped: 0,
    status: 'complete' as const,
  })
  return {
    info: { name: 'ffmpeg', version: '0', sandbox: 'none', limits: defaultLimits, notes: [] },
    probe: refuse,
    extractAllFrames: refuse,
    extractThumbnails: async (_path, list) => ({
      ...counts(list),
      thumbnails: list.map((t) => ({
        timestampSeconds: t,
        pts: t,
        luma: new Uint8Array(160 * 90).fill(brightness(t)),
      })),
    }),
    extractFrames: async (_path, list) => ({
      ...counts(list),
      frames: list.map((t, index) => ({
        ...goldenFrame(pictures[index % pictures.length] as string),
        index,
        timestampSeconds: t,
      })),
    }),
    close: async () => undefined,
  }
}

const info = {
  durationSeconds: 601,
  frameCount: 601,
  width: 160,
  height: 90,
} as Awaited<ReturnType<FrameDecoder['probe']>>

/** Turns a picture by its length in bytes, so that only the same picture is the same. */
const embedder: FrameEmbedder = {
  info: { model: 'by length', hash: 'f'.repeat(64), dimensions: 2, quantisation: 'none' },
  embedFrame: async ({ jpeg }) => Float32Array.of(Math.cos(jpeg.length), Math.sin(jpeg.length)),
  embedFrames: (frames) => Promise.all(frames.map((frame) => embedder.embedFrame(frame))),
  embedText: () => Promise.reject(new Error('not asked for')),
  close: async () => undefined,
}
const seconds = (frames: { timestampSeconds: number }[]) => frames.map(({ timestampSeconds }) => timestampSeconds)

describe('step 3 of a documentary', () => {
  test('merges what looks alike, and the trace says by whom, by which τ, and every S', async () => {
    const decoder = filmOf(['small.jpg', 'small.jpg', 'wide.jpg'])
    const sample = await sampleFrames('film', { decoder, info, embedder })
    expect(seconds(sample.frames)).toEqual([100, 300, 400, 600])
    expect(sample.merge).toBe('done')
    expect(sample.trace).toMatchObject({ embedder: embedder.info, similarityThreshold: 0.93 })
    expect(
      sample.trace.similarities?.map(({ timestampSeconds, toSeconds, isMerged }) => [
        timestampSeconds,
        toSeconds,
        isMerged,
      ]),
    ).toEqual([
      [200, 100, true],
      [300, 100, false],
      [400, 300, false],
      [500, 400, true],
      [600, 400, false],
    ])
    expect(sample.trace.merges.map(({ timestampSeconds, intoSeconds }) => [timestampSeconds, intoSeconds])).toEqual([
      [200, 100],
      [500, 400],
    ])
    expect(sample.frames[0]?.reason.mergedFrom).toEqual([200])
    expect(FrameSampleRecord.parse(JSON.parse(JSON.stringify(toSampleRecord(sample)))).trace).toEqual(sample.trace)
  })

  test('is left out with the reason where the embedder could not be had, and where none was wanted', async () => {
    const decoder = filmOf(['small.jpg'])
    const unavailable = await sampleFrames('film', { decoder, info, embedder: { unavailable: 'No network.' } })
    expect(unavailable).toMatchObject({ merge: 'skipped: embedder unavailable', mergeReason: 'No network.' })
    expect(unavailable.frames).toHaveLength(6)
    const none = await sampleFrames('film', { decoder, info })
    expect(none.merge).toBe('skipped: no embedder')
    expect(none.mergeReason).toBeUndefined()
    expect(none.trace.embedder).toBeUndefined()
  })

  test('with a real CLIP network folds the same picture, and keeps another', async () => {
    const clip = await openClip({ folder: tinyClipFolder, threads: 1 })
    const decoder = filmOf(['small.jpg', 'small.jpg', 'tall.jpg'])
    const stages: string[] = []
    const sample = await sampleFrames('film', {
      decoder,
      info,
      embedder: clip,
      settings: { similarityThreshold: 0.9999 },
      onProgress: ({ stage, done, total }) => stages.push(`${stage} ${done}/${total}`),
    })
    expect(seconds(sample.frames)).toEqual([100, 300, 400, 600])
    expect(sample.trace.similarities?.[0]?.similarity).toBeCloseTo(1, 6)
    expect(sample.trace.embedder?.hash).toBe(clip.info.hash)
    expect(stages.filter((stage) => stage.startsWith('features'))).toHaveLength(6)
    await clip.close()
  })

  test('stops where it is told to', async () => {
    const clip = await openClip({ folder: tinyClipFolder, threads: 1 })
    const stop = new AbortController()
    const sampling = sampleFrames('film', {
      decoder: filmOf(['small.jpg']),
      info,
      embedder: clip,
      signal: stop.signal,
      onProgress: ({ stage }) => stage === 'features' && stop.abort(),
    })
    await expect(sampling).rejects.toMatchObject({ code: 'aborted' })
    await clip.close()
  })
})
