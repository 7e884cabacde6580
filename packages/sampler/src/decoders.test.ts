/**
 * Both decoders on videos drawn for the purpose. The libav one runs from the built package: build before testing.
 * ffmpeg is not part of the workspace; where the system has none, its half is reported as skipped.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Frame, FrameDecoder } from './decoder.js'
import type { ClipOptions } from './draw-clip.js'
import { drawClip } from './draw-clip.js'
import { openFfmpeg } from './ffmpeg.js'
import { openLibav } from './libav.js'
import { posterAndSprite } from './poster.js'
import { sampleFrames } from './sample-frames.js'
import { sampleSegments } from './sample-segments.js'
import { findOnPath } from './sandbox.js'

const folder = mkdtempSync(join(tmpdir(), 'decoders-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Draws a clip once; its name says what it is. */
async function clip(name: string, options: ClipOptions): Promise<string> {
  const path = join(folder, name)
  if (!existsSync(path)) await drawClip(path, options)
  return path
}

const times = (frames: readonly { timestampSeconds: number }[]) =>
  frames.map((frame) => Math.round(frame.timestampSeconds * 1000) / 1000)

/** Red, green and blue of a small patch of the picture. */
async function colour({ jpeg }: Frame, left: number, top: number): Promise<number[]> {
  const pixels = await sharp(jpeg).extract({ left, top, width: 4, height: 4 }).raw().toBuffer()
  return [0, 1, 2].map((channel) => pixels.reduce((sum, level, k) => sum + (k % 3 === channel ? level / 16 : 0), 0))
}

async function brightness(frame: Frame, left: number, top: number): Promise<number> {
  const [red, green, blue] = (await colour(frame, left, top)) as [number, number, number]
  return (red + green + blue) / 3
}

const hasFfmpeg = findOnPath('ffmpeg') !== undefined && findOnPath('ffprobe') !== undefined
const backends = [
  { label: 'libav', open: openLibav, isThere: true },
  { label: hasFfmpeg ? 'ffmpeg' : 'ffmpeg (not run: it is not installed)', open: openFfmpeg, isThere: hasFfmpeg },
]

describe.each(backends)('$label', ({ open, isThere }) => {
  describe.skipIf(!isThere)('decoder', () => {
    let decoder: FrameDecoder
    beforeAll(async () => {
      decoder = await open({ workDir: folder })
    })
    afterAll(() => decoder.close())

    test('the frame at t is the last that appeared at or before it, at any frame rate', async () => {
      const path = await clip('uneven.mkv', { times: [0, 0.1, 0.5, 2] })
      const asked = [0, 0.09, 0.1, 0.499, 0.5, 1.99, 2, 3]
      const { frames, positions } = await decoder.extractFrames(path, asked)
      expect(times(frames)).toEqual([0, 0.1, 0.5, 2])
      expect(positions).toEqual([0, 0, 1, 1, 2, 2, 3, 3])
    })

    test.each([
      ['h264 with B frames', 'b.mp4', { bframes: 2, gop: 10 }],
      ['hevc', 'hevc.mp4', { codec: 'hevc', bframes: 2, gop: 10 }],
      ['vp9', 'vp9.webm', { codec: 'vp9', gop: 10 }],
      ['mpeg4 in avi', 'mpeg4.avi', { codec: 'mpeg4', gop: 10 }],
      ['a transport stream', 'stream.ts', { gop: 10 }],
      ['one keyframe only', 'one.mp4', { gop: 1000 }],
    ] as const)('frames picked one by one are those of a full decode: %s', async (_, name, options) => {
      const path = await clip(name, options)
      const all = await decoder.extractAllFrames(path)
      const picked = await decoder.extractFrames(path, [0.2, 0.44, 0.99, 1.5, 1.96])
      expect(all).toMatchObject({ status: 'complete', got: 50, shownFrames: 50 })
      expect(picked.status).toBe('complete')
      expect(times(picked.frames)).toEqual([0.2, 0.44, 0.96, 1.48, 1.96])
      const whole = new Map(all.frames.map((frame) => [frame.pts, frame.sha256]))
      expect(picked.frames.map((frame) => frame.sha256)).toEqual(picked.frames.map((frame) => whole.get(frame.pts)))
    })

    test('time starts at the first frame, whatever the file’s clock says', async () => {
      const path = await clip('late.mkv', { times: [7, 7.5, 8] })
      expect(await decoder.probe(path)).toMatchObject({ startSeconds: 7, durationSeconds: 1.5, frameCount: 3 })
      expect(times((await decoder.extractFrames(path, [0, 0.6])).frames)).toEqual([0, 0.5])
    })

    test('a phone’s video is turned upright', async () => {
      const path = await clip('phone.mp4', { seconds: 0.2, rotation: 270, width: 320, height: 180 })
      expect(await decoder.probe(path)).toMatchObject({ width: 180, height: 320, rotation: 270 })
      const [frame] = (await decoder.extractFrames(path, [0])).frames as [Frame]
      expect([frame.width, frame.height]).toEqual([180, 320])
      // The block at the top left of what the camera stored is at the top right of what is shown.
      expect(await brightness(frame, 170, 5)).toBeGreaterThan(200)
      expect(await brightness(frame, 5, 5)).toBeLessThan(120)
    })

    test('oblong pixels become square', async () => {
      const path = await clip('wide.mp4', { seconds: 0.2, sar: { num: 2, den: 1 } })
      const [frame] = (await decoder.extractFrames(path, [0])).frames as [Frame]
      expect([frame.width, frame.height]).toEqual([320, 90])
    })

    test.each([
      ['even', 'orange.webm', 160, 120],
      ['odd', 'odd.webm', 161, 121],
    ])('colours are those of the video, and pictures of %s size stay as large', async (_, name, width, height) => {
      const scenes = [{ seconds: 1, luma: 140, chroma: [80, 190], motion: 0 }] as const
      const path = await clip(name, { codec: 'vp9', seconds: 0.2, width, height, scenes })
      const [frame] = (await decoder.extractFrames(path, [0])).frames as [Frame]
      expect([frame.width, frame.height]).toEqual([width, height])
      // BT.601 from studio range: luma 144.4, and 1.596, 0.813, 0.392, 2.017 times the differences of 62 and -48.
      for (const [channel, level] of (await colour(frame, 120, 90)).entries())
        expect(Math.abs(level - ([243.3, 112.8, 47.6][channel] as number))).toBeLessThan(4)
    })

    test('pictures are no wider than asked', async () => {
      const path = await clip('b.mp4', { bframes: 2, gop: 10 })
      const [frame] = (await decoder.extractFrames(path, [0], { maxWidth: 64 })).frames as [Frame]
      expect([frame.width, frame.height]).toEqual([64, 36])
    })

    test('a live of 150 frames gives 128, evenly', async () => {
      const path = await clip('live.mp4', { seconds: 5, fps: 30 })
      const sample = await sampleFrames(path, { decoder })
      expect(sample).toMatchObject({
        kind: 'live',
        got: 128,
        cappedFrom: 150,
        status: 'complete',
        merge: 'not applicable',
      })
      expect(times(sample.frames.slice(0, 4))).toEqual([0, 0.033, 0.067, 0.133])
    })

    test('a vlog gives a frame every five seconds, each with its reason', async () => {
      const path = await clip('vlog.mp4', { seconds: 12.5, fps: 10 })
      const sample = await sampleFrames(path, { decoder })
      expect(times(sample.frames)).toEqual([0, 5, 10])
      expect(sample.frames[1]?.reason).toMatchObject({
        strategy: 'vlog',
        askedSeconds: 5,
        text: 'One frame every 5 s: shown at 5.0 s.',
      })
    })

    test('of a documentary the frames after its cuts are kept, and the trace says why', async () => {
      const shots = [30, 150, 90, 200].map((luma) => ({ seconds: 5, luma, motion: 0 }))
      const path = await clip('cuts.mp4', { seconds: 20, fps: 10, scenes: shots })
      const sample = await sampleFrames(path, { decoder, kind: 'documentary' })
      expect(times(sample.frames)).toEqual([5, 10, 15])
      expect(sample.merge).toBe('skipped: no embedder')
      expect(sample.trace.curve.filter((point) => point.isCandidate).map((point) => point.timestampSeconds)).toEqual([
        5, 10, 15,
      ])
      // From luma 30 to 150: 120 of 219 levels, save where the white block stands.
      expect(sample.frames[0]?.reason.meanDifference).toBeGreaterThan(120)
      expect(sample.frames[0]?.reason.meanDifference).toBeLessThan(140)
    })

    test('frames that the embedder finds alike are merged into the first', async () => {
      const shots = [30, 150, 90, 200].map((luma) => ({ seconds: 5, luma, motion: 0 }))
      const path = await clip('cuts.mp4', { seconds: 20, fps: 10, scenes: shots })
      const sample = await sampleFrames(path, {
        decoder,
        kind: 'documentary',
        embedFrame: async (frame) => Float32Array.from(frame.timestampSeconds < 12 ? [1, 0] : [0, 1]),
      })
      expect(times(sample.frames)).toEqual([5, 15])
      expect(sample).toMatchObject({
        merge: 'done',
        trace: { merges: [{ timestampSeconds: 10, intoSeconds: 5, similarity: 1 }] },
      })
      expect(sample.frames[0]?.reason.mergedFrom).toEqual([10])
    })

    test('a still film is spread evenly, and says so', async () => {
      const path = await clip('still.mp4', { seconds: 6, fps: 10, scenes: [{ seconds: 6, luma: 90, motion: 0 }] })
      const sample = await sampleFrames(path, { decoder, kind: 'documentary', settings: { maxFrames: 3 } })
      expect(sample).toMatchObject({ fallback: 'empty-candidates', got: 3 })
      expect(times(sample.frames)).toEqual([1, 3, 5])
    })

    test('a video is captioned from the middles of 64 segments, a short one from each of its frames', async () => {
      const long = await sampleSegments(await clip('vlog.mp4', { seconds: 12.5, fps: 10 }), { decoder })
      expect([long.frames.length, long.frames[0]?.timestampSeconds]).toEqual([64, 0])
      const short = await sampleSegments(await clip('b.mp4', { bframes: 2, gop: 10 }), { decoder })
      expect([short.frames.length, short.cappedFrom]).toEqual([50, undefined])
    })

    test('a hole in the middle makes the result partial, and the caller goes on', async () => {
      const path = join(folder, 'hole.mp4')
      const bytes = readFileSync(await clip('whole.mp4', { seconds: 4, width: 320, height: 180, gop: 100 }))
      const pictures = bytes.indexOf('mdat')
      bytes.fill(0xa5, pictures + 3000, pictures + 3400)
      writeFileSync(path, bytes)
      const { status, reason, frames } = await decoder.extractAllFrames(path)
      expect(status).toBe('partial')
      expect(reason).toBeTruthy()
      expect(frames.length).toBeGreaterThan(0)
    })

    test.each([
      ['cut off before its index', () => readFileSync(join(folder, 'b.mp4')).subarray(0, 600), 'truncated'],
      ['made of text', () => Buffer.from('hello'), 'not-a-video'],
      ['a playlist by another name', () => Buffer.from('#EXTM3U\nfile:///etc/passwd'), 'playlist'],
    ])('a file %s ends in a typed error', async (_, content, code) => {
      await clip('b.mp4', { bframes: 2, gop: 10 })
      const path = join(folder, 'bad.mp4')
      writeFileSync(path, content())
      await expect(decoder.probe(path)).rejects.toMatchObject({ name: 'SamplerError', code })
    })

    test('limits are errors of their own', async () => {
      const path = await clip('live.mp4', { seconds: 5, fps: 30 })
      const refusal = (limits: object) =>
        decoder.probe(path, { limits }).then(String, (error: { code: string }) => error.code)
      expect(await refusal({ fileBytes: 10 })).toBe('too-large')
      expect(await refusal({ durationSeconds: 4 })).toBe('too-long')
      expect(await refusal({ packets: 100 })).toBe('too-many-packets')
      expect(await refusal({ pixelsPerFrame: 1000 })).toBe('too-many-pixels')
    })

    test('stopping ends in a typed error, and the next request is served', async () => {
      const path = await clip('vlog.mp4', { seconds: 12.5, fps: 10 })
      const stop = new AbortController()
      const running = decoder.extractAllFrames(path, { signal: stop.signal, onProgress: () => stop.abort() })
      await expect(running).rejects.toMatchObject({ code: 'aborted' })
      expect((await decoder.extractFrames(path, [1])).got).toBe(1)
    })

    test('a decoder over its memory is ended with a typed error, and the next request is served', async () => {
      const path = await clip('big.mp4', { seconds: 4, width: 1280, height: 720 })
      const greedy = decoder.extractAllFrames(path, { limits: { memoryBytes: 1 } })
      await expect(greedy).rejects.toMatchObject({ code: 'decoder-out-of-memory' })
      expect((await decoder.extractFrames(path, [1])).got).toBe(1)
    })

    test('a poster and a strip of tiles show the video', async () => {
      const path = await clip('cuts.mp4', { seconds: 20, fps: 10 })
      const { poster, sprite } = await posterAndSprite(path, { decoder, tiles: 5, tileWidth: 80 })
      expect(await sharp(sprite.jpeg).metadata()).toMatchObject({ width: 400, height: 45, format: 'jpeg' })
      expect(sprite.tiles.map((tile) => tile.timestampSeconds)).toEqual([2, 6, 10, 14, 18])
      expect(poster.timestampSeconds).toBeLessThanOrEqual(8)
    })
  })
})
