/** Gathers the raw pictures of an extraction, in whatever order they come, into frames or thumbnails. */
import type { ExtractedFrames, ExtractedThumbnails, Extraction, ExtractOptions, Frame, Thumbnail } from './decoder.js'
import { encodeJpeg } from './encode-jpeg.js'
import { SamplerError } from './errors.js'
import type { ExtractionResult } from './libav/protocol.js'
import { ANALYSIS_HEIGHT, ANALYSIS_WIDTH } from './paper.js'

export interface RawPictureHeader {
  pts: number
  timestampSeconds: number
  width: number
  height: number
}

export type OnRawPicture = (picture: RawPictureHeader, pixels: Buffer) => Promise<void>
export type Extract = (onPicture: OnRawPicture) => Promise<ExtractionResult>

/** Pictures being encoded while the decoder goes on. */
const ENCODERS = 3

export async function collectFrames(
  expected: number,
  options: ExtractOptions,
  extract: Extract,
): Promise<ExtractedFrames> {
  const byPts = new Map<number, Omit<Frame, 'index'>>()
  const encoding = new Set<Promise<void>>()
  const result = await extract(async ({ pts, timestampSeconds, width, height }, pixels) => {
    if (pixels.length !== width * height * 3)
      throw new SamplerError('decoder-crashed', 'The decoder sent a picture of the wrong size.')
    const one = encodeJpeg(pixels, width, height, options.quality).then((encoded) => {
      byPts.set(pts, { pts, timestampSeconds, width, height, ...encoded })
      options.onProgress?.({ got: byPts.size, wanted: Math.max(expected, byPts.size) })
    })
    encoding.add(one)
    void one.then(
      () => encoding.delete(one),
      () => undefined,
    )
    if (encoding.size >= ENCODERS) await Promise.race(encoding)
  })
  await Promise.all(encoding)
  const { order, positions, extraction } = arrange(result, byPts)
  return { ...extraction, frames: order.map((frame, index) => ({ index, ...frame })), positions }
}

export async function collectThumbnails(
  expected: number,
  options: ExtractOptions,
  extract: Extract,
): Promise<ExtractedThumbnails> {
  const byPts = new Map<number, Thumbnail>()
  const result = await extract(async ({ pts, timestampSeconds, width, height }, pixels) => {
    if (width !== ANALYSIS_WIDTH || height !== ANALYSIS_HEIGHT || pixels.length !== width * height)
      throw new SamplerError('decoder-crashed', 'The decoder sent a thumbnail of the wrong size.')
    byPts.set(pts, { pts, timestampSeconds, luma: new Uint8Array(pixels) })
    options.onProgress?.({ got: byPts.size, wanted: Math.max(expected, byPts.size) })
  })
  const { order, positions, extraction } = arrange(result, byPts)
  return { ...extraction, thumbnails: order, positions }
}

function arrange<Picture extends { pts: number }>(result: ExtractionResult, byPts: Map<number, Picture>) {
  const shown = new Set(result.shown.filter((pts) => pts !== null && byPts.has(pts)))
  const order = [...byPts.values()].filter(({ pts }) => shown.has(pts)).toSorted((a, b) => a.pts - b.pts)
  const position = new Map(order.map(({ pts }, k) => [pts, k]))
  const isWhole =
    result.problems.length === 0 && order.length >= Math.min(result.wanted, shown.size) && !result.shown.includes(null)
  const extraction: Extraction = {
    wanted: result.wanted,
    got: order.length,
    decoded: result.decoded,
    skipped: result.skipped,
    status: isWhole ? 'complete' : 'partial',
    ...(isWhole
      ? {}
      : { reason: result.problems.join('; ') || `${result.wanted - order.length} frames could not be had` }),
    ...(result.shownFrames === undefined ? {} : { shownFrames: result.shownFrames }),
  }
  return { order, positions: result.shown.map((pts) => (pts === null ? undefined : position.get(pts))), extraction }
}
