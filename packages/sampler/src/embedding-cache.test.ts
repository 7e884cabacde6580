import { describe, expect, test } from 'vitest'
import type { Frame } from './decoder.js'
import { cacheEmbeddings, memoryEmbeddingCache } from './embedding-cache.js'
import type { FrameEmbedder } from './frame-embedder.js'

const picture = (sha256: string): Frame => ({
  index: 0,
  timestampSeconds: 0,
  pts: 0,
  width: 1,
  height: 1,
  jpeg: new Uint8Array(),
  sha256,
})

/** Counts what goes through the network; the vector says the picture's letter. */
function countingEmbedder(hash: string) {
  const seen: string[] = []
  const embedFrames: FrameEmbedder['embedFrames'] = async (frames, options) =>
    frames.map(({ sha256 }, k) => {
      seen.push(sha256)
      options?.onProgress?.({ done: k + 1, total: frames.length })
      return Float32Array.of(sha256.codePointAt(0) ?? 0)
    })
  const embedder: FrameEmbedder = {
    info: { model: 'counting', hash, dimensions: 1, quantisation: 'none' },
    embedFrames,
    embedFrame: async (frame) => (await embedFrames([frame]))[0]!,
    embedText: async () => Float32Array.of(0),
    close: async () => undefined,
  }
  return { embedder, seen }
}

describe('kept features', () => {
  test('a picture goes through the network once, however often and in whatever order it is asked for', async () => {
    const { embedder, seen } = countingEmbedder('m')
    const cached = cacheEmbeddings(embedder, memoryEmbeddingCache())
    await cached.embedFrame(picture('b'))
    const vectors = await cached.embedFrames([picture('a'), picture('b'), picture('a'), picture('c')])
    expect(vectors.map(([letter]) => String.fromCodePoint(letter!))).toEqual(['a', 'b', 'a', 'c'])
    expect(seen).toEqual(['b', 'a', 'c'])
  })

  test('belong to one model', async () => {
    const cache = memoryEmbeddingCache()
    const [one, other] = [countingEmbedder('one'), countingEmbedder('other')]
    await cacheEmbeddings(one.embedder, cache).embedFrame(picture('a'))
    await cacheEmbeddings(other.embedder, cache).embedFrame(picture('a'))
    expect(other.seen).toEqual(['a'])
  })

  test('count as done in the progress', async () => {
    const cached = cacheEmbeddings(countingEmbedder('m').embedder, memoryEmbeddingCache())
    await cached.embedFrames([picture('a'), picture('b')])
    const told: number[] = []
    await cached.embedFrames(['a', 'b', 'c', 'd'].map(picture), { onProgress: ({ done }) => told.push(done) })
    expect(told).toEqual([2, 3, 4])
  })

  test('outlive a stop: what was done until then is kept', async () => {
    const { embedder, seen } = countingEmbedder('m')
    let calls = 0
    const failing: FrameEmbedder = {
      ...embedder,
      embedFrames: (frames, options) =>
        ++calls === 2 ? Promise.reject(new Error('stopped')) : embedder.embedFrames(frames, options),
    }
    const cached = cacheEmbeddings(failing, memoryEmbeddingCache())
    const many = Array.from({ length: 50 }, (_, k) => picture(`${k}`))
    await expect(cached.embedFrames(many)).rejects.toThrow('stopped')
    expect(seen).toHaveLength(32)
    await cached.embedFrames(many)
    expect(seen).toHaveLength(50)
  })
})
