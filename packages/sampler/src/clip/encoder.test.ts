import { readFileSync } from 'node:fs'
import * as runtime from 'onnxruntime-node'
import { describe, expect, test } from 'vitest'
import { tinyClipFolder } from '../testing.js'
import { openImageEncoder, openTextEncoder } from './encoder.js'
import { golden, goldenFrame, largestGap } from './golden.test-support.js'
import { createTokenizer } from './tokenize.js'

const vision = `${tinyClipFolder}/onnx/vision_model.onnx`
const text = `${tinyClipFolder}/onnx/text_model.onnx`
const preprocessor = `${tinyClipFolder}/preprocessor_config.json`
const tokenizer = `${tinyClipFolder}/tokenizer.json`
const tokenize = createTokenizer(readFileSync(tokenizer, 'utf8'))

const unit = (vector: Float32Array) => vector.map((x) => x / Math.hypot(...vector))

describe('the networks', () => {
  test('of pictures computes what PyTorch computes from the same weights', async () => {
    const session = await runtime.InferenceSession.create(vision)
    const noise = Float32Array.from({ length: 2 * 3 * 224 * 224 }, (_, k) => ((k * 7919) % 2003) / 1001.5 - 1)
    const feeds = { pixel_values: new runtime.Tensor('float32', noise, [2, 3, 224, 224]) }
    const all = (await session.run(feeds)).image_embeds?.data as Float32Array
    golden.noise.forEach((made, k) => expect(largestGap(unit(all.slice(k * 12, k * 12 + 12)), made)).toBeLessThan(1e-5))
  })

  test('of texts computes what PyTorch computes, and reads the meaning at the end token', async () => {
    const session = await runtime.InferenceSession.create(text)
    for (const { ids, features } of golden.texts) {
      const input = new runtime.Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length])
      const data = (await session.run({ input_ids: input })).text_embeds?.data as Float32Array
      expect(largestGap(unit(data), features)).toBeLessThan(1e-5)
    }
  })

  test('a network that does something else is refused by name', async () => {
    await expect(openImageEncoder(text, preprocessor, 1)).rejects.toMatchObject({ code: 'model-unsupported' })
    await expect(openImageEncoder(tokenizer, preprocessor, 1)).rejects.toMatchObject({ code: 'model-unsupported' })
  })
})

describe('an encoder', () => {
  test.each(golden.frames)('turns a JPEG into the features that Pillow and PyTorch give: $file', async (made) => {
    const encoder = await openImageEncoder(vision, preprocessor, 1)
    const features = await encoder.embed(goldenFrame(made.file).jpeg)
    expect(encoder.dimensions).toBe(12)
    expect(largestGap(features, made.features)).toBeLessThan(1e-5)
    expect(Math.hypot(...features)).toBeCloseTo(1, 6)
  })

  test('does not care about capitals and spaces in a text, but about its words', async () => {
    const encoder = await openTextEncoder(text, tokenizer, 1)
    const [one, same, other] = await Promise.all(
      ['A dog running', 'a  dog\nRUNNING', 'a cat running'].map(encoder.embed),
    )
    expect(one).toEqual(same)
    expect(largestGap(one as Float32Array, other as Float32Array)).toBeGreaterThan(0.01)
  })
})

describe('tokens', () => {
  const [start, end] = golden.texts[1]!.ids as [number, number]

  test('stand between the start token and the end token', () => {
    expect(tokenize('')).toEqual([BigInt(start), BigInt(end)])
    expect(tokenize('the dog')).toHaveLength(4)
  })

  test('are never more than 77, and the last is the end token still', () => {
    const ids = tokenize('the dog '.repeat(100))
    expect(ids).toHaveLength(77)
    expect(ids.at(-1)).toBe(BigInt(end))
  })
})
