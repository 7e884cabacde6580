/**
 * CLIP's two networks in onnxruntime. Runs in a process of its own (clip-child): the runtime computes where it is
 * called and would hold up everything else for as long, and a fault in native code ends only that process.
 */
import { readFile } from 'node:fs/promises'
import type { InferenceSession, OnnxValue } from 'onnxruntime-node'
import { SamplerError } from '../errors.js'
import type { PixelValues } from './preprocess.js'
import { readPreprocessorConfig, toPixelValues } from './preprocess.js'
import { createTokenizer } from './tokenize.js'

export interface ImageEncoder {
  /** Of length 1. */
  embed(jpeg: Uint8Array): Promise<Float32Array>
  dimensions: number
}

export interface TextEncoder {
  embed(text: string): Promise<Float32Array>
}

type Runtime = typeof import('onnxruntime-node')

export async function openImageEncoder(vision: string, preprocessor: string, threads: number): Promise<ImageEncoder> {
  const config = readPreprocessorConfig(await readFile(preprocessor, 'utf8'))
  const runtime = await loadRuntime()
  const session = await openSession(runtime, vision, threads, 'pixel_values', 'image_embeds')
  const run = async ({ data, height, width }: PixelValues) => {
    const pixels = new runtime.Tensor('float32', data, [1, 3, height, width])
    return toUnitVector((await session.run({ pixel_values: pixels }, ['image_embeds'])).image_embeds)
  }
  const { height, width } = config.crop_size
  // A grey picture first: a model that opens and cannot run is found here.
  const { length: dimensions } = await run({ data: new Float32Array(3 * height * width).fill(0.1), height, width })
  return {
    dimensions,
    embed: async (jpeg) => run(await toPixelValues(jpeg, config)),
  }
}

export async function openTextEncoder(model: string, tokenizer: string, threads: number): Promise<TextEncoder> {
  const runtime = await loadRuntime()
  const tokenize = createTokenizer(await readFile(tokenizer, 'utf8'))
  const session = await openSession(runtime, model, threads, 'input_ids', 'text_embeds')
  return {
    async embed(text) {
      const ids = BigInt64Array.from(tokenize(text))
      const dims = [1, ids.length]
      const feeds: Record<string, OnnxValue> = { input_ids: new runtime.Tensor('int64', ids, dims) }
      if (session.inputNames.includes('attention_mask'))
        feeds.attention_mask = new runtime.Tensor('int64', new BigInt64Array(ids.length).fill(1n), dims)
      return toUnitVector((await session.run(feeds, ['text_embeds'])).text_embeds)
    },
  }
}

async function loadRuntime(): Promise<Runtime> {
  try {
    return await import('onnxruntime-node')
  } catch (cause) {
    const isAbsent = (cause as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND'
    throw new SamplerError(
      'no-embedder',
      isAbsent ? undefined : `onnxruntime-node does not load on this machine: ${String(cause)}`,
      { cause },
    )
  }
}

async function openSession(
  runtime: Runtime,
  path: string,
  threads: number,
  input: string,
  output: string,
): Promise<InferenceSession> {
  const session = await runtime.InferenceSession.create(path, {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // Threads that wait for the next picture would burn the cores that decode it.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
    logSeverityLevel: 3,
  }).catch((cause: unknown) => {
    throw new SamplerError('model-unsupported', `The network in ${path} cannot be opened: ${String(cause)}`, { cause })
  })
  if (session.inputNames.includes(input) && session.outputNames.includes(output)) return session
  throw new SamplerError('model-unsupported', `The network in ${path} does not turn ${input} into ${output}.`)
}

function toUnitVector(value: OnnxValue | undefined): Float32Array {
  const data = value?.data
  if (!(data instanceof Float32Array)) throw new SamplerError('model-unsupported', 'The network answers no floats.')
  const length = Math.hypot(...data)
  if (!Number.isFinite(length) || length === 0)
    throw new SamplerError('model-unsupported', 'The network answers a vector without a direction.')
  return data.map((x) => x / length)
}
