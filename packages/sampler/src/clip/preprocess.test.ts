import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { tinyClipFolder } from '../testing.js'
import { golden, goldenFrame } from './golden.test-support.js'
import { readPreprocessorConfig, resizedSize, toPixelValues } from './preprocess.js'

const json = readFileSync(`${tinyClipFolder}/preprocessor_config.json`, 'utf8')

describe('the preprocessing before CLIP', () => {
  test.each(golden.frames)('gives the floats of the reference processor, bit for bit: $file', async (made) => {
    const { data } = await toPixelValues(goldenFrame(made.file).jpeg, readPreprocessorConfig(json))
    expect(data.length).toBe(3 * 224 * 224)
    expect(createHash('sha256').update(data).digest('hex')).toBe(made.pixelsSha256)
  })

  test('cuts the longer side down to whole pixels', () => {
    expect(resizedSize(640, 360, 224)).toEqual({ width: 398, height: 224 })
    expect(resizedSize(355, 200, 224)).toEqual({ width: 397, height: 224 })
    expect(resizedSize(2160, 3840, 224)).toEqual({ width: 224, height: 398 })
    expect(resizedSize(300, 300, 224)).toEqual({ width: 224, height: 224 })
  })

  test('reads sizes written as one number, as older models have them', () => {
    const { size: _size, crop_size: _crop, ...rest } = JSON.parse(json)
    const config = readPreprocessorConfig(JSON.stringify({ ...rest, size: 224, crop_size: 224 }))
    expect(config).toMatchObject({ size: 224, crop_size: { width: 224, height: 224 } })
  })

  test('a processor that pads or does not crop is no CLIP', () => {
    const other = JSON.stringify({ ...JSON.parse(json), do_center_crop: false })
    expect(() => readPreprocessorConfig(other)).toThrow(expect.objectContaining({ code: 'model-unsupported' }))
    expect(() => readPreprocessorConfig('{')).toThrow(expect.objectContaining({ code: 'model-unsupported' }))
  })
})
