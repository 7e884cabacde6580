/** Frames that a caller has in hand while the decoder is still at work, from both decoders. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { backends, clipFolder } from './backends.test-support.js'
import type { Frame, FrameDecoder } from './decoder.js'
import { drawClip } from './draw-clip.js'
import { iterateFrames } from './iterate-frames.js'
import { sampleFrames } from './sample-frames.js'
import { sampleSegments } from './sample-segments.js'
import { streamSample, streamSegments } from './stream-sample.js'

const { folder, clip, remove } = clipFolder()
afterAll(remove)

const long = () => clip('long.mp4', (path) => drawClip(path, { seconds: 20, fps: 25, bframes: 2, gop: 50 }))

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = []
  for await (const item of items) list.push(item)
  return list
}

describe.each(backends)('$label', ({ open, isThere }) => {
  describe.skipIf(!isThere)('decoder', () => {
    let decoder: FrameDecoder
    beforeAll(async () => {
      decoder = await open({ workDir: folder })
    })
    afterAll(() => decoder.close())

    test('the first frame is in hand before the last is encoded, and the decoder waits for the reader', async () => {
      const encoded: number[] = []
      const watched: FrameDecoder = Object.create(decoder, {
        extractAllFrames: {
          value: (path: string, options: object) =>
            decoder.extractAllFrames(path, { ...options, onProgress: ({ got }) => encoded.push(got) }),
        },
      })
      const stream = iterateFrames(await long(), { decoder: watched })
      let read = 0
      for await (const frame of stream) {
        read++
        expect(frame.index).toBe(read - 1)
        // A few in the hands of the encoders, never the rest of the film.
        expect((encoded.at(-1) ?? 0) - read).toBeLessThanOrEqual(4)
      }
      expect(read).toBe(500)
      expect(await stream.summary).toMatchObject({ status: 'complete', got: 500, shownFrames: 500 })
    })

    test('frames come one by one as they come all at once', async () => {
      const at = [0.2, 3.3, 7.77, 12, 19.9]
      const whole = await decoder.extractFrames(await long(), at)
      const stream = iterateFrames(await long(), { decoder, at })
      expect(await all(stream)).toEqual(whole.frames)
      const { frames: _frames, decoded: _decoded, skipped: _skipped, ...end } = whole
      expect(await stream.summary).toMatchObject(end)
    })

    test('breaking off stops the decoder, which then serves the next', async () => {
      const seen: Frame[] = []
      for await (const frame of iterateFrames(await long(), { decoder })) if (seen.push(frame) === 3) break
      expect(seen.map(({ timestampSeconds }) => timestampSeconds)).toEqual([0, 0.04, 0.08])
      expect((await decoder.extractFrames(await long(), [1])).got).toBe(1)
    })

    test('a signal ends the reading with a typed error', async () => {
      const stop = new AbortController()
      const reading = async () => {
        for await (const _ of iterateFrames(await long(), { decoder, signal: stop.signal })) stop.abort()
      }
      await expect(reading()).rejects.toMatchObject({ code: 'aborted' })
    })

    test('what the reader throws comes back as it was thrown', async () => {
      const failing = decoder.extractAllFrames(await long(), {
        onFrame: async () => {
          throw new RangeError('the reader’s own')
        },
      })
      await expect(failing).rejects.toThrow(RangeError)
    })

    test.each(['live', 'vlog', 'documentary'] as const)('a %s comes one by one as it comes whole', async (kind) => {
      const scenes = [30, 150, 90, 200].map((luma) => ({ seconds: 5, luma, motion: 0 }))
      const path = await clip('cuts.mp4', (target) => drawClip(target, { seconds: 20, fps: 10, scenes }))
      const whole = await sampleFrames(path, { decoder, kind })
      const stream = streamSample(path, { decoder, kind })
      expect(await all(stream)).toEqual(whole.frames)
      expect((await stream.summary).frames).toEqual(whole.frames)
    })

    test('segments come one by one as they come whole', async () => {
      const whole = await sampleSegments(await long(), { decoder, segments: 8 })
      expect(await all(streamSegments(await long(), { decoder, segments: 8 }))).toEqual(whole.frames)
    })

    test('where frames are compared with one another first, all come at the end, none twice', async () => {
      const path = await clip('cuts.mp4', (target) => drawClip(target, { seconds: 20, fps: 10 }))
      const options = {
        decoder,
        kind: 'documentary',
        embedFrame: async ({ timestampSeconds }: Frame) => Float32Array.from(timestampSeconds < 12 ? [1, 0] : [0, 1]),
      } as const
      const frames = await all(streamSample(path, options))
      expect(frames.map(({ timestampSeconds }) => timestampSeconds)).toEqual([5, 15])
      expect(frames[0]?.reason.mergedFrom).toEqual([10])
    })
  })
})
