import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { tinyClipFolder } from '../testing.js'
import { EncoderProcess } from './encoder-process.js'
import { golden, goldenFrame, largestGap } from './golden.test-support.js'
import { openClip } from './open-clip.js'
import { requireRuntime } from './require-runtime.js'

const folder = await mkdtemp(join(tmpdir(), 'clip-'))
afterAll(() => rm(folder, { recursive: true, force: true }))
const frames = golden.frames.map(({ file }) => goldenFrame(file))

describe('openClip on a folder', () => {
  test('gives the reference features, whole or one by one, and says whose they are', async () => {
    const clip = await openClip({ folder: tinyClipFolder, threads: 1 })
    expect(clip.info).toMatchObject({ model: tinyClipFolder, dimensions: 12, quantisation: 'fp32' })
    expect(clip.info.hash).toMatch(/^[0-9a-f]{64}$/)
    const done: number[] = []
    const all = await clip.embedFrames(frames, { onProgress: (progress) => done.push(progress.done) })
    golden.frames.forEach(({ features }, k) => expect(largestGap(all[k] as Float32Array, features)).toBeLessThan(1e-5))
    expect(done).toEqual([1, 2, 3])
    const text = await clip.embedText('a person walking in the snow')
    expect(text).toHaveLength(12)
    await clip.close()
    await expect(clip.embedText('late')).rejects.toMatchObject({ code: 'aborted' })
  })

  test('a changed network or preprocessing is another model, a changed text half is not', async () => {
    const first = await openClip({ folder: tinyClipFolder, threads: 1 })
    const copy = join(folder, 'copy')
    await cp(tinyClipFolder, copy, { recursive: true })
    await rm(join(copy, 'tokenizer.json'))
    const second = await openClip({ folder: copy, threads: 1 })
    expect(second.info.hash).toBe(first.info.hash)
    await expect(second.embedText('a dog')).rejects.toMatchObject({ code: 'model-not-found' })
    await cp(join(copy, 'onnx/text_model.onnx'), join(copy, 'onnx/vision_model.onnx'))
    await expect(openClip({ folder: copy, threads: 1 })).rejects.toMatchObject({ code: 'model-unsupported' })
    await Promise.all([first.close(), second.close()])
  })

  test('says what is missing, and that something must be given', async () => {
    await expect(openClip({ folder })).rejects.toThrow(/holds no onnx\/vision_model_quantized.onnx or/)
    await expect(openClip({ folder: tinyClipFolder, quantisation: 'q8' })).rejects.toMatchObject({
      code: 'model-not-found',
    })
    await expect(openClip()).rejects.toMatchObject({ code: 'bad-request' })
  })

  test('stops at once when it is told to, and works on', async () => {
    const clip = await openClip({ folder: tinyClipFolder, threads: 1 })
    const stop = new AbortController()
    const many = Array.from({ length: 200 }, () => frames[0] as (typeof frames)[number])
    const stopped = clip.embedFrames(many, {
      signal: stop.signal,
      onProgress: ({ done }) => done === 3 && stop.abort(),
    })
    await expect(stopped).rejects.toMatchObject({ code: 'aborted' })
    expect(await clip.embedFrame(many[0] as (typeof many)[number])).toHaveLength(12)
    await clip.close()
  })

  test('comes back after its process has ended', async () => {
    const clip = await openClip({ folder: tinyClipFolder, threads: 1, idleSeconds: 0 })
    const [first, second] = golden.frames
    await new Promise((resolve) => setTimeout(resolve, 20))
    const again = await clip.embedFrame(goldenFrame(first?.file as string))
    expect(largestGap(again, first?.features as number[])).toBeLessThan(1e-5)
    await new Promise((resolve) => setTimeout(resolve, 20))
    const thrice = await clip.embedFrame(goldenFrame(second?.file as string))
    expect(largestGap(thrice, second?.features as number[])).toBeLessThan(1e-5)
    await clip.close()
  })
})

test('a runtime that is not installed is missed before anything is downloaded', () => {
  expect(() => requireRuntime('onnxruntime-node')).not.toThrow()
  expect(() => requireRuntime('not-a-package-of-ours')).toThrow(expect.objectContaining({ code: 'no-embedder' }))
})

describe('the process that runs CLIP', () => {
  test('says that it crashed to all who wait', async () => {
    const encoder = new EncoderProcess()
    const open = encoder.ask({
      kind: 'open',
      vision: `${tinyClipFolder}/onnx/vision_model.onnx`,
      preprocessor: `${tinyClipFolder}/preprocessor_config.json`,
      threads: 1,
    })
    await open
    const answers = frames.map(({ jpeg }) => encoder.ask({ kind: 'image', jpeg }))
    process.kill(encoder.pid as number, 'SIGKILL')
    const outcomes = await Promise.allSettled(answers)
    expect(outcomes.at(-1)).toMatchObject({ status: 'rejected', reason: { code: 'embedder-crashed' } })
    expect(encoder.isAlive).toBe(false)
    await expect(encoder.ask({ kind: 'text', text: 'a' })).rejects.toMatchObject({ isRetryable: true })
  })

  test('answers a damaged picture with a failure, and lives', async () => {
    const clip = await openClip({ folder: tinyClipFolder, threads: 1 })
    const damaged = { ...frames[0]!, jpeg: new Uint8Array([1, 2, 3]) }
    await expect(clip.embedFrame(damaged)).rejects.toMatchObject({ name: 'SamplerError' })
    expect(await clip.embedFrame(frames[0]!)).toHaveLength(12)
    await clip.close()
  })
})
