/**
 * Writes `model/`: a random, tiny CLIP of the real architecture in transformers' layout, for tests. It says nothing
 * about pictures; it proves that files, preprocessing, tokens and networks fit together.
 *
 *   node test/tiny-clip/make-tiny-clip.ts && python3 test/tiny-clip/golden.py
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { shape, textNetwork, visionNetwork } from './networks.ts'
import { tinyTokenizer } from './tokenizer.ts'

const folder = new URL('model/', import.meta.url)
const write = (name: string, content: string | Uint8Array) => writeFileSync(new URL(name, folder), content)
const { json, vocabulary } = tinyTokenizer()

mkdirSync(new URL('onnx/', folder), { recursive: true })
write('onnx/vision_model.onnx', visionNetwork(normalNumbers(1)))
write('onnx/text_model.onnx', textNetwork(normalNumbers(2), vocabulary))
write('tokenizer.json', json)
write(
  'preprocessor_config.json',
  `${JSON.stringify(
    {
      crop_size: { height: shape.image, width: shape.image },
      do_center_crop: true,
      do_convert_rgb: true,
      do_normalize: true,
      do_rescale: true,
      do_resize: true,
      feature_extractor_type: 'CLIPFeatureExtractor',
      image_mean: [0.48145466, 0.4578275, 0.40821073],
      image_processor_type: 'CLIPImageProcessor',
      image_std: [0.26862954, 0.26130258, 0.27577711],
      resample: 3,
      rescale_factor: 0.00392156862745098,
      size: { shortest_edge: shape.image },
    },
    undefined,
    2,
  )}\n`,
)

/** Normally distributed, the same on every machine (mulberry32, Box–Muller). */
function normalNumbers(seed: number): () => number {
  let state = seed
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
}
