/** Which files a CLIP in transformers' layout has, and the digests by which we know them. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

/** `q8`: 8-bit weights, three times as fast; `fp32`: as trained. */
export const quantisations = ['q8', 'fp32', 'fp16'] as const
export type Quantisation = (typeof quantisations)[number]

const endings: Record<Quantisation, string> = { q8: '_quantized', fp32: '', fp16: '_fp16' }

export const preprocessorFile = 'preprocessor_config.json'
export const tokenizerFile = 'tokenizer.json'
export const visionFile = (quantisation: Quantisation) => `onnx/vision_model${endings[quantisation]}.onnx`
export const textFile = (quantisation: Quantisation) => `onnx/text_model${endings[quantisation]}.onnx`

/** A model on this disk. The text half comes when it is first asked for. */
export interface ModelFiles {
  model: string
  revision?: string
  quantisation: Quantisation
  preprocessor: string
  vision: string
  /** Of the two above: what the features of a picture depend on. */
  hash: string
  text(signal?: AbortSignal): Promise<{ model: string; tokenizer: string }>
}

export async function hashOfImageSide(preprocessor: string, vision: string): Promise<string> {
  const parts = [await sha256OfFile(preprocessor), await sha256OfFile(vision)]
  return createHash('sha256').update(parts.join('\n')).digest('hex')
}

export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}
