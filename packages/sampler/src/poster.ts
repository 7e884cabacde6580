/**
 * The two pictures of a video in a library: a poster, and a strip of tiles to flip through on hover. Our own, not the
 * paper's: of a few frames near the start the poster is the one with the most to see.
 */
import sharp from 'sharp'
import type { Frame, FrameDecoder } from './decoder.js'
import { SamplerError } from './errors.js'
import { frameAt, segmentMidpoints } from './timestamps.js'
import type { VideoInfo } from './video-info.js'

export interface PosterAndSprite {
  poster: { jpeg: Uint8Array; width: number; height: number; timestampSeconds: number }
  /** Tiles from left to right in one row, all of one size. */
  sprite: { jpeg: Uint8Array; tileWidth: number; tileHeight: number; tiles: { timestampSeconds: number }[] }
}

export interface PosterOptions {
  decoder: FrameDecoder
  info?: VideoInfo
  posterWidth?: number
  tiles?: number
  tileWidth?: number
  signal?: AbortSignal
}

export async function posterAndSprite(path: string, options: PosterOptions): Promise<PosterAndSprite> {
  const { decoder, posterWidth = 640, tiles = 10, tileWidth = 160, signal } = options
  const info = options.info ?? (await decoder.probe(path, { signal }))
  const moments = segmentMidpoints(info.durationSeconds, tiles)
  const extracted = await decoder.extractFrames(path, moments, {
    info,
    maxWidth: posterWidth,
    signal,
    isBrief: true,
  })
  if (extracted.frames.length === 0) throw new SamplerError('no-frames')
  const poster = await mostInformative(extracted.frames, info.durationSeconds)
  const tileHeight = Math.max(1, Math.round((tileWidth * poster.height) / poster.width))
  // A lost frame leaves its place to the one before it, so that tile k is always at moment k.
  const starts = extracted.frames.map(({ timestampSeconds }) => timestampSeconds)
  const shown = moments.map((t) => extracted.frames[frameAt(starts, t)] as Frame)
  const strip = await Promise.all(
    shown.map(({ jpeg }) => sharp(jpeg).resize(tileWidth, tileHeight, { fit: 'fill' }).toBuffer()),
  )
  const jpeg = await sharp({
    create: { width: tileWidth * tiles, height: tileHeight, channels: 3, background: '#000' },
  })
    .composite(strip.map((input, k) => ({ input, left: k * tileWidth, top: 0 })))
    .jpeg({ quality: 70 })
    .toBuffer()
  const { width, height, timestampSeconds } = poster
  return {
    poster: { jpeg: poster.jpeg, width, height, timestampSeconds },
    sprite: { jpeg: new Uint8Array(jpeg), tileWidth, tileHeight, tiles: moments.map((t) => ({ timestampSeconds: t })) },
  }
}

/** Entropy tells a picture from a black or white one; among the first 40 % the earliest of near equals wins. */
async function mostInformative(frames: readonly Frame[], durationSeconds: number): Promise<Frame> {
  const early = frames.filter(({ timestampSeconds }) => timestampSeconds <= durationSeconds * 0.4)
  let best = frames[0] as Frame
  let bestEntropy = -1
  for (const frame of early) {
    const { entropy } = await sharp(frame.jpeg).stats()
    if (entropy > bestEntropy + 0.5) {
      best = frame
      bestEntropy = entropy
    }
  }
  return best
}
