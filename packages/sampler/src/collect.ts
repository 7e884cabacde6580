/** Gathers the raw pictures of an extraction, in whatever order they come; frames: ./collect-frames. */
import type { ExtractedThumbnails, Extraction, ExtractOptions, Thumbnail } from './decoder.js'
import { SamplerError } from './errors.js'
import type { ExtractionResult } from './libav/protocol.js'
import { ANALYSIS_HEIGHT, ANALYSIS_WIDTH } from './paper.js'

/** A later picture of the same frame replaces it: damage is patched better in a second pass. */
export interface RawPicture extends Instant {
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

/** Runs the extraction. */
export type Extract = (onPicture: OnRawPicture) => Promise<ExtractionResult>

export async function collectThumbnails(
  expected: number,
  options: ExtractOptions,
  extract: Extract,
): Promise<ExtractedThumbnails> {
  const byPts = new Map<number, Thumbnail>()
  const result = await extract(async ({ pts, timestampSeconds, width, height, pixels }) => {
    if (width !== ANALYSIS_WIDTH || height !== ANALYSIS_HEIGHT || pixels.length !== width * height) throw wrongSize()
    byPts.set(pts, { pts, timestampSeconds, luma: new Uint8Array(pixels) })
    options.onProgress?.({ got: byPts.size, wanted: Math.max(expected, byPts.size) })
  })
  const { order, positions, extraction } = arrange(result, byPts)
  return { ...extraction, thumbnails: order, positions }
}

/** Frames in order of time, where each of the instants asked for finds its own, and what is to be said of the rest. */
export function arrange<Picture extends { pts: number }>(result: ExtractionResult, byPts: Map<number, Picture>) {
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
    ...(result.isEstimate === true ? { isEstimate: true } : {}),
    status: problems.length === 0 ? 'complete' : 'partial',
    ...(problems.length === 0 ? {} : { reason: problems.join('; ') }),
    ...(result.shownFrames === undefined ? {} : { shownFrames: result.shownFrames }),
  }
  return { order, positions, extraction }
}

export function wrongSize(): SamplerError {
  return new SamplerError('decoder-crashed', 'The decoder sent a picture of the wrong size.')
}
