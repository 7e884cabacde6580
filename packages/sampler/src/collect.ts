/** Gathers the raw pictures of an extraction, in whatever order they come, into frames or thumbnails. */
import type { ExtractedFrames, ExtractedThumbnails, Extraction, ExtractOptions, Frame, Thumbnail } from './decoder.js'
import type { EncodedPicture } from './encode-jpeg.js'
import { encodeJpeg } from './encode-jpeg.js'
import { SamplerError } from './errors.js'
import type { ExtractionResult } from './libav/protocol.js'
import { ANALYSIS_HEIGHT, ANALYSIS_WIDTH } from './paper.js'

/** `key` names the picture until its instant is known; a later picture of the same key replaces it. */
export interface RawPicture {
  key: number
  width: number
  height: number
  /** Three bytes a pixel, one for grey planes, or a JPEG. */
  pixels: Buffer
}

export interface Instant {
  pts: number
  timestampSeconds: number
}

export type OnRawPicture = (picture: RawPicture) => Promise<void>

/** Runs the extraction; afterwards every key has its instant. */
export type Extract = (onPicture: OnRawPicture) => Promise<{ result: ExtractionResult; instants: Map<number, Instant> }>

/** Pictures being encoded while the decoder goes on. */
const ENCODERS = 3

/** From what a decoder sent to the JPEG that is kept. */
export type Encode = (picture: RawPicture, quality?: number) => Promise<EncodedPicture>

const encodePixels: Encode = ({ pixels, width, height }, quality) => {
  if (pixels.length !== width * height * 3) throw wrongSize()
  return encodeJpeg(pixels, width, height, quality)
}

export async function collectFrames(
  expected: number,
  options: ExtractOptions,
  extract: Extract,
  encode = encodePixels,
): Promise<ExtractedFrames> {
  const pictures = new Map<number, Promise<Omit<Frame, 'index' | keyof Instant>>>()
  const running = new Set<Promise<unknown>>()
  let got = 0
  const { result, instants } = await extract(async (raw) => {
    const { key, width, height } = raw
    const picture = encode(raw, options.quality).then((encoded) => {
      got++
      options.onProgress?.({ got, wanted: Math.max(expected, got) })
      return { width, height, ...encoded }
    })
    const done: Promise<unknown> = picture.finally(() => running.delete(done)).catch(() => undefined)
    running.add(done)
    pictures.set(key, picture)
    if (running.size >= ENCODERS) await Promise.race(running)
  })
  const byPts = new Map<number, Omit<Frame, 'index'>>()
  for (const [key, picture] of pictures) {
    const instant = instants.get(key)
    const encoded = await picture
    if (instant !== undefined) byPts.set(instant.pts, { ...instant, ...encoded })
  }
  const { order, positions, extraction } = arrange(result, byPts)
  return { ...extraction, frames: order.map((frame, index) => ({ index, ...frame })), positions }
}

export async function collectThumbnails(
  expected: number,
  options: ExtractOptions,
  extract: Extract,
): Promise<ExtractedThumbnails> {
  const planes = new Map<number, Uint8Array>()
  const { result, instants } = await extract(async ({ key, width, height, pixels }) => {
    if (width !== ANALYSIS_WIDTH || height !== ANALYSIS_HEIGHT || pixels.length !== width * height) throw wrongSize()
    planes.set(key, new Uint8Array(pixels))
    options.onProgress?.({ got: planes.size, wanted: Math.max(expected, planes.size) })
  })
  const byPts = new Map<number, Thumbnail>()
  for (const [key, luma] of planes) {
    const instant = instants.get(key)
    if (instant !== undefined) byPts.set(instant.pts, { ...instant, luma })
  }
  const { order, positions, extraction } = arrange(result, byPts)
  return { ...extraction, thumbnails: order, positions }
}

function arrange<Picture extends { pts: number }>(result: ExtractionResult, byPts: Map<number, Picture>) {
  const shown = new Set(result.shown)
  const order = [...byPts.values()].filter(({ pts }) => shown.has(pts)).toSorted((a, b) => a.pts - b.pts)
  const position = new Map(order.map(({ pts }, k) => [pts, k]))
  const positions = result.shown.map((pts) => (pts === null ? undefined : position.get(pts)))
  const lost = positions.filter((at) => at === undefined).length
  const problems = [
    ...result.problems,
    ...(lost > 0 && result.problems.length === 0 ? [`frames that could not be had: ${lost}`] : []),
  ]
  const extraction: Extraction = {
    wanted: result.wanted,
    got: order.length,
    decoded: result.decoded,
    skipped: result.skipped,
    status: problems.length === 0 ? 'complete' : 'partial',
    ...(problems.length === 0 ? {} : { reason: problems.join('; ') }),
    ...(result.shownFrames === undefined ? {} : { shownFrames: result.shownFrames }),
  }
  return { order, positions, extraction }
}

function wrongSize(): SamplerError {
  return new SamplerError('decoder-crashed', 'The decoder sent a picture of the wrong size.')
}
