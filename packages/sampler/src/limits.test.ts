/** Each limit on what a file may ask, from both decoders: a refusal with a code of its own, and no harm to the next. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { backends, clipFolder } from './backends.test-support.js'
import type { FrameDecoder } from './decoder.js'
import { drawClip } from './draw-clip.js'
import type { DecodeLimits } from './limits.js'
import { defaultLimits } from './limits.js'
import { sampleFrames } from './sample-frames.js'

const { folder, clip, remove } = clipFolder()
afterAll(remove)

const long = () => clip('long.mp4', (path) => drawClip(path, { seconds: 8, fps: 25, width: 640, height: 360 }))

test('the limits are those that were measured on hostile files', () => {
  expect(defaultLimits).toMatchObject({
    fileBytes: 2 * 1024 ** 3,
    pixelsPerFrame: 40_000_000,
    sidePixels: 16_384,
    durationSeconds: 4 * 3600,
    packets: 2_000_000,
    streams: 64,
    memoryBytes: 1_500_000_000,
  })
})

describe.each(backends)('$label', ({ open, isThere }) => {
  describe.skipIf(!isThere)('decoder', () => {
    let decoder: FrameDecoder
    beforeAll(async () => {
      decoder = await open({ workDir: folder })
    })
    afterAll(() => decoder.close())

    test.each([
      ['bytes of the file', { fileBytes: 10 }, 'too-large'],
      ['pixels of a picture', { pixelsPerFrame: 640 * 360 - 1 }, 'too-many-pixels'],
      ['pixels along one side', { sidePixels: 639 }, 'too-many-pixels'],
      ['seconds of video', { durationSeconds: 7.9 }, 'too-long'],
      ['frames', { packets: 199 }, 'too-many-packets'],
      ['tracks', { streams: 0 }, 'too-many-streams'],
    ] satisfies [string, Partial<DecodeLimits>, string][])('%s', async (_, limits, code) => {
      const path = await long()
      await expect(decoder.probe(path, { limits })).rejects.toMatchObject({ name: 'SamplerError', code })
      expect((await decoder.extractFrames(path, [1])).got).toBe(1)
    })

    test.each([
      ['seconds to decode in', { extractSeconds: 0.02 }, 'decoder-timeout'],
      ['bytes of memory', { memoryBytes: 1 }, 'decoder-out-of-memory'],
    ])('%s', async (_, limits, code) => {
      const path = await clip('big.mp4', (target) => drawClip(target, { seconds: 6, width: 1280, height: 720 }))
      await expect(decoder.extractAllFrames(path, { limits })).rejects.toMatchObject({ name: 'SamplerError', code })
      expect((await decoder.extractFrames(path, [1])).got).toBe(1)
    })

    test('a limit that nothing exceeds refuses nothing', async () => {
      const limits = { pixelsPerFrame: 640 * 360, sidePixels: 640, durationSeconds: 8, packets: 200, streams: 1 }
      expect((await decoder.probe(await long(), { limits })).frameCount).toBe(200)
    })

    test('frames: never more than the cap, no wider than 1280', async () => {
      const path = await clip('wide.mp4', (target) =>
        drawClip(target, { seconds: 5, fps: 40, width: 1600, height: 90 }),
      )
      const { frames } = await sampleFrames(path, { decoder })
      expect([frames.length, frames[0]?.width, frames[0]?.height]).toEqual([128, 1280, 72])
    })
  })
})
