/**
 * The contract between the sampler and whatever decodes video. Two implementations: ./libav and ./ffmpeg.
 * Both answer the same question the same way: the frame at t is the last frame with pts ≤ t, where t = 0 is the
 * first frame shown; pictures are upright, with square pixels, 8-bit sRGB.
 */
import type { DecodeLimits } from './limits.js'
import type { VideoInfo } from './video-info.js'

export interface FrameDecoder {
  readonly info: DecoderInfo
  probe(path: string, options?: ProbeOptions): Promise<VideoInfo>
  /** Timestamps ascend. Two timestamps that show one frame give it once. */
  extractFrames(path: string, timestamps: readonly number[], options?: ExtractOptions): Promise<ExtractedFrames>
  /** Every frame, or, above `maxFrames`, that many spread evenly over the frames really shown. */
  extractAllFrames(path: string, options?: ExtractOptions & { maxFrames?: number }): Promise<ExtractedFrames>
  /** Grey planes of ANALYSIS_WIDTH × ANALYSIS_HEIGHT of the frames at these timestamps. */
  extractThumbnails(path: string, timestamps: readonly number[], options?: ExtractOptions): Promise<ExtractedThumbnails>
  close(): Promise<void>
}

export interface DecoderInfo {
  name: 'libav' | 'ffmpeg'
  version: string
  sandbox: 'bubblewrap' | 'process-limits' | 'none'
  limits: DecodeLimits
  /** What a person running this should know, for example that no sandbox is there. Show it. */
  notes: string[]
}

export interface ProbeOptions {
  signal?: AbortSignal
  limits?: Partial<DecodeLimits>
  /** How many cores may work on it; all of them where nothing is said. ffmpeg decides for itself. */
  cores?: number
}

export interface ExtractOptions extends ProbeOptions {
  /** A few frames that somebody looks at a page for: they do not wait for the long decodings of others. */
  isBrief?: boolean
  /** From `probe`: progress then knows how many frames there are. */
  info?: VideoInfo
  /** Widest JPEG; smaller pictures are not enlarged. */
  maxWidth?: number
  /** JPEG quality 1–100. */
  quality?: number
  onProgress?: (progress: ExtractProgress) => void
  /**
   * Given each frame as soon as it is there; the decoder waits until it returns. In order of time, but for frames that
   * stand in for damaged ones: these come last.
   */
  onFrame?: (frame: Frame) => Promise<void>
  /** False: frames go to `onFrame` alone, and the answer holds none. */
  keepsFrames?: boolean
}

export interface ExtractProgress {
  got: number
  wanted: number
}

/** A full picture, ready for a model. */
export interface Frame {
  /** Position among the frames of this answer. */
  index: number
  /** When the frame appears, seconds after the first frame shown. */
  timestampSeconds: number
  /** The same instant on the file's own clock, in its own units. */
  pts: number
  width: number
  height: number
  jpeg: Uint8Array
  sha256: string
}

/** A small grey copy for comparing. */
export interface Thumbnail {
  timestampSeconds: number
  pts: number
  luma: Uint8Array
}

export interface Extraction {
  /** Different frames asked for, delivered, run through the decoder, and left undecoded. */
  wanted: number
  got: number
  decoded: number
  skipped: number
  /** `decoded` and `skipped` are estimates: a tool run from outside does not tell. */
  isEstimate?: true
  status: 'complete' | 'partial'
  /** Why it is partial. */
  reason?: string
  /** Frames the video shows, where every one was decoded. */
  shownFrames?: number
}

export interface ExtractedFrames extends Extraction {
  frames: Frame[]
  /** For each timestamp asked for, the position of its frame; nothing where it could not be had. */
  positions: (number | undefined)[]
}

export interface ExtractedThumbnails extends Extraction {
  thumbnails: Thumbnail[]
  positions: (number | undefined)[]
}

/** A feature vector of a picture, for step 3 (CLIP in the paper). */
export type EmbedFrame = (frame: Frame, options?: { signal?: AbortSignal }) => Promise<Float32Array>
