/**
 * Features of a video's candidates, computed once and handed to every later sample of it: asking a second question
 * about a film costs no second look at its pictures. Keep what `embedVideo` returns; nothing here stores it for you.
 */
import type { EmbedFrame, FrameDecoder } from '../decoder.js'
import { SamplerError } from '../errors.js'
import { CANDIDATE_INTERVAL_SECONDS } from '../paper.js'
import { vlogTimestamps } from '../timestamps.js'
import type { VideoInfo } from '../video-info.js'

export interface VideoFeatures {
  /** The instants looked at, ascending; each shows another frame. */
  timestamps: number[]
  /** One vector for each, all of the same length. */
  vectors: Float32Array[]
}

/** A feature vector of a text, in the same space as the frames' (CLIP's text encoder). */
export type EmbedText = (text: string) => Promise<Float32Array>

export interface EmbedVideoOptions {
  decoder: FrameDecoder
  embedFrame: EmbedFrame
  info?: VideoInfo
  /** Or the instants themselves. */
  intervalSeconds?: number
  timestamps?: readonly number[]
  signal?: AbortSignal
  onProgress?: (progress: { done: number; total: number }) => void
}

/** Ours: wide enough for CLIP's 224 pixels of the shorter side, however wide the picture. */
const MAX_WIDTH = 640
/** Ours: JPEGs held in memory at a time. */
const BATCH = 128

export async function embedVideo(path: string, options: EmbedVideoOptions): Promise<VideoFeatures> {
  const { decoder, signal } = options
  const info = options.info ?? (await decoder.probe(path, { signal }))
  const { intervalSeconds = CANDIDATE_INTERVAL_SECONDS } = options
  const instants = options.timestamps ?? vlogTimestamps(info.durationSeconds, { intervalSeconds })
  const features: VideoFeatures = { timestamps: [], vectors: [] }
  let lastPts: number | undefined
  for (let start = 0; start < instants.length; start += BATCH) {
    const batch = instants.slice(start, start + BATCH)
    const { frames, positions } = await decoder.extractFrames(path, batch, { info, signal, maxWidth: MAX_WIDTH })
    for (const [k, position] of positions.entries()) {
      signal?.throwIfAborted()
      const frame = position === undefined ? undefined : frames[position]
      if (frame !== undefined && frame.pts !== lastPts) {
        features.timestamps.push(batch[k] as number)
        features.vectors.push(await options.embedFrame(frame, { signal }))
        lastPts = frame.pts
      }
      options.onProgress?.({ done: start + k + 1, total: instants.length })
    }
  }
  return features
}

export function checkFeatures({ timestamps, vectors }: VideoFeatures): void {
  if (timestamps.length !== vectors.length || vectors.some(({ length }) => length !== vectors[0]?.length))
    throw new SamplerError('bad-request', 'These features do not have one vector of equal length for each timestamp.')
}
