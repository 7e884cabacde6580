/**
 * From a JPEG to the numbers that CLIP's vision encoder reads, by the model's own preprocessor_config.json: shortest
 * side to 224, centre crop, 0–255 to 0–1, minus mean, by deviation, in the reference's order and its 32-bit floats.
 */
import sharp from 'sharp'
import * as z from 'zod'
import { SamplerError } from '../errors.js'
import type { ResampleName } from './pillow-resize.js'
import { resizeAndCrop } from './pillow-resize.js'

const side = z.int().min(1).max(4096)
const triple = z.tuple([z.number(), z.number(), z.number()])

/** What we read of the file; its other fields say nothing about pixels. */
export const PreprocessorConfig = z.object({
  do_resize: z.literal(true).default(true),
  do_center_crop: z.literal(true).default(true),
  do_rescale: z.literal(true).default(true),
  do_normalize: z.literal(true).default(true),
  size: z.union([side, z.object({ shortest_edge: side }).transform((size) => size.shortest_edge)]),
  crop_size: z.union([
    side.transform((both) => ({ height: both, width: both })),
    z.object({ height: side, width: side }),
  ]),
  /** Pillow's numbers of its filters. */
  resample: z.union([z.literal(1), z.literal(2), z.literal(3)]).default(3),
  rescale_factor: z
    .number()
    .positive()
    .default(1 / 255),
  image_mean: triple,
  image_std: triple,
})
export type PreprocessorConfig = z.infer<typeof PreprocessorConfig>

const filterNames: Record<PreprocessorConfig['resample'], ResampleName> = { 1: 'lanczos', 2: 'bilinear', 3: 'bicubic' }

export function readPreprocessorConfig(json: string): PreprocessorConfig {
  try {
    return PreprocessorConfig.parse(JSON.parse(json))
  } catch (cause) {
    throw new SamplerError('model-unsupported', 'The preprocessor_config.json of this model is not that of a CLIP.', {
      cause,
    })
  }
}

export interface PixelValues {
  /** Channel by channel, row by row. */
  data: Float32Array
  height: number
  width: number
}

export async function toPixelValues(jpeg: Uint8Array, config: PreprocessorConfig): Promise<PixelValues> {
  const { data, info } = await sharp(jpeg)
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const resized = resizedSize(info.width, info.height, config.size)
  const crop = config.crop_size
  if (crop.width > resized.width || crop.height > resized.height)
    throw new SamplerError('model-unsupported', 'The model crops more than it keeps: its crop is larger than its size.')
  const box = {
    ...crop,
    left: Math.floor((resized.width - crop.width) / 2),
    top: Math.floor((resized.height - crop.height) / 2),
  }
  const picture = resizeAndCrop({ data, ...info }, resized, box, filterNames[config.resample])
  return { data: normalise(picture.data, config), ...crop }
}

/** The longer side is cut down to a whole pixel, never rounded. */
export function resizedSize(width: number, height: number, shortest: number): { width: number; height: number } {
  const longest = Math.trunc((shortest * Math.max(width, height)) / Math.min(width, height))
  return width <= height ? { width: shortest, height: longest } : { width: longest, height: shortest }
}

function normalise(rgb: Uint8Array, config: PreprocessorConfig): Float32Array {
  const plane = rgb.length / 3
  const values = new Float32Array(rgb.length)
  for (let channel = 0; channel < 3; channel++) {
    const table = valueOfEachByte(config, channel)
    for (let k = 0; k < plane; k++) values[channel * plane + k] = table[rgb[k * 3 + channel] as number] as number
  }
  return values
}

function valueOfEachByte(config: PreprocessorConfig, channel: number): Float32Array {
  const mean = Math.fround(config.image_mean[channel] as number)
  const deviation = Math.fround(config.image_std[channel] as number)
  return Float32Array.from({ length: 256 }, (_, byte) => {
    const scaled = Math.fround(byte * config.rescale_factor)
    return Math.fround(Math.fround(scaled - mean) / deviation)
  })
}
