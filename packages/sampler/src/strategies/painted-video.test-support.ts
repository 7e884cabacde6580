/** A video that exists only as a rule: what the analysis plane shows at each instant. Frames carry no real picture. */
import type { ExtractedFrames, Frame, FrameDecoder } from '../decoder.js'
import { defaultLimits } from '../limits.js'
import { ANALYSIS_HEIGHT, ANALYSIS_WIDTH } from '../paper.js'
import type { VideoInfo } from '../video-info.js'

export interface PaintedVideo {
  seconds: number
  fps?: number
  /** The grey plane of the frame that is shown from `t` on. */
  look: (t: number) => Uint8Array
}

/** A plane of one brightness. */
export const grey = (luma: number) => new Uint8Array(ANALYSIS_WIDTH * ANALYSIS_HEIGHT).fill(luma)

/** Vertical stripes: detail that blur would take away. */
export const stripes = (low: number, high: number, width = 4) =>
  new Uint8Array(ANALYSIS_WIDTH * ANALYSIS_HEIGHT).map((_, i) =>
    Math.floor((i % ANALYSIS_WIDTH) / width) % 2 === 0 ? low : high,
  )

export function paintedVideo({ seconds, fps = 10, look }: PaintedVideo): FrameDecoder {
  const frameCount = Math.max(1, Math.round(seconds * fps))
  const indexAt = (t: number) => Math.min(frameCount - 1, Math.max(0, Math.floor(t * fps + 1e-6)))
  const frame = (index: number, position: number): Frame => ({
    index: position,
    timestampSeconds: index / fps,
    pts: index,
    width: 320,
    height: 180,
    jpeg: Uint8Array.of(look(index / fps)[0] as number),
    sha256: String(index),
  })
  const info: VideoInfo = {
    durationSeconds: seconds,
    frameCount,
    fps,
    width: 320,
    height: 180,
    rotation: 0,
    isMirrored: false,
    codec: 'painted',
    container: 'none',
    pixelFormat: 'gray',
    isHdr: false,
    isInterlaced: false,
    hasAudio: false,
    isVariableFrameRate: false,
    startSeconds: 0,
    sizeBytes: 1,
    keyframeCount: 1,
    timelineSource: 'packets',
    warnings: [],
  }
  const answer = (indices: number[]) => {
    const shown = [...new Set(indices)]
    const counts = { wanted: shown.length, got: shown.length, decoded: shown.length, skipped: 0 }
    return { shown, positions: indices.map((index) => shown.indexOf(index)), ...counts, status: 'complete' as const }
  }
  const frames = (indices: number[]): ExtractedFrames => {
    const { shown, ...rest } = answer(indices)
    return { ...rest, frames: shown.map(frame) }
  }
  return {
    info: { name: 'libav', version: 'painted', sandbox: 'none', limits: defaultLimits, notes: [] },
    probe: async () => info,
    extractFrames: async (_path, timestamps) => frames(timestamps.map(indexAt)),
    extractAllFrames: async (_path, { maxFrames = frameCount } = {}) => {
      const count = Math.min(maxFrames, frameCount)
      const all = frames(Array.from({ length: count }, (_, k) => Math.floor(((2 * k + 1) * frameCount) / (2 * count))))
      return { ...all, shownFrames: frameCount }
    },
    extractThumbnails: async (_path, timestamps) => {
      const { shown, ...rest } = answer(timestamps.map(indexAt))
      const thumbnails = shown.map((index) => ({
        timestampSeconds: index / fps,
        pts: index,
        luma: look(index / fps),
      }))
      return { ...rest, thumbnails }
    },
    close: async () => {},
  }
}
