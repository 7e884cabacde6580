/** Features kept by the content of a frame and the model: the same picture goes through the network once. */
import { LRUCache } from 'lru-cache'
import type { Frame } from './decoder.js'
import type { EmbedFramesOptions, FrameEmbedder } from './frame-embedder.js'

/** `model` is the embedder's hash, `frames` the frames' SHA-256. */
export interface EmbeddingCache {
  get(model: string, frames: readonly string[]): Promise<ReadonlyMap<string, Float32Array>>
  set(model: string, features: ReadonlyMap<string, Float32Array>): Promise<void>
}

/** Ours: 8 MB of CLIP features of 512 numbers. */
const MEMORY_ENTRIES = 4096
/** Ours: what is done is kept this often, so that work that is stopped need not be done again. */
const KEEP_EVERY = 32

export function memoryEmbeddingCache(entries = MEMORY_ENTRIES): EmbeddingCache {
  const kept = new LRUCache<string, Float32Array>({ max: entries })
  return {
    async get(model, frames) {
      const found = frames.map((frame) => [frame, kept.get(`${model} ${frame}`)] as const)
      return new Map(found.filter((entry): entry is [string, Float32Array] => entry[1] !== undefined))
    },
    async set(model, features) {
      for (const [frame, vector] of features) kept.set(`${model} ${frame}`, vector)
    },
  }
}

/** The same embedder, asked only for what the cache has not. Its features of texts are not kept. */
export function cacheEmbeddings(embedder: FrameEmbedder, cache: EmbeddingCache): FrameEmbedder {
  const embedFrames = async (frames: readonly Frame[], options: EmbedFramesOptions = {}) => {
    const { hash } = embedder.info
    const hashes = frames.map(({ sha256 }) => sha256)
    const features = new Map(await cache.get(hash, [...new Set(hashes)]))
    const missing = [...new Map(frames.map((frame) => [frame.sha256, frame])).values()].filter(
      ({ sha256 }) => !features.has(sha256),
    )
    const total = frames.length
    if (features.size > 0) options.onProgress?.({ done: total - missing.length, total })
    for (let first = 0; first < missing.length; first += KEEP_EVERY) {
      const some = missing.slice(first, first + KEEP_EVERY)
      const done = total - missing.length + first
      const vectors = await embedder.embedFrames(some, {
        ...options,
        onProgress: (progress) => options.onProgress?.({ done: done + progress.done, total }),
      })
      const fresh = new Map(some.map(({ sha256 }, k) => [sha256, vectors[k] as Float32Array]))
      await cache.set(hash, fresh)
      for (const [sha256, vector] of fresh) features.set(sha256, vector)
    }
    return hashes.map((sha256) => features.get(sha256) as Float32Array)
  }
  return {
    info: embedder.info,
    embedFrame: async (frame, options) => (await embedFrames([frame], options))[0] as Float32Array,
    embedFrames,
    embedText: (text, options) => embedder.embedText(text, options),
    close: () => embedder.close(),
  }
}
