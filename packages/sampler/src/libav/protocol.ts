/** What is said between the sampler and its decoder process: one JSON line per request, wire messages back. */
import type { SamplerErrorCode } from '../errors.js'
import type { DecodeLimits } from '../limits.js'
import type { PictureShape } from '../picture-filter.js'
import type { ContainerFamily } from '../sniff.js'

export type DecoderRequest = {
  id: number
  /** As the decoder process sees it. */
  file: string
  /** Changes with the file's content: a packet index made before is used again. */
  identity: string
  family: ContainerFamily
  limits: DecodeLimits
  /** How many may work on it. */
  cores: number
} & (
  | { task: 'probe' }
  | ({ task: 'pictures'; timestamps: number[] } & Jpegs)
  | ({ task: 'all-pictures'; maxFrames: number } & Jpegs)
  | { task: 'thumbnails'; timestamps: number[] }
)

interface Jpegs {
  maxWidth: number
  quality: number
  /** By one decoder, from the first to the last: somebody takes the pictures as they come. */
  isInOrder: boolean
}

export type DecoderAnswer =
  | { type: 'ready'; version: string; canToneMap: boolean }
  /** Packets are being decoded, although no picture is ready. */
  | { type: 'alive'; id: number }
  | { type: 'probed'; id: number; video: ProbedVideo }
  | { type: 'picture'; id: number; pts: number; timestampSeconds: number; width: number; height: number }
  | { type: 'done'; id: number; result: ExtractionResult }
  | { type: 'failed'; id: number; code: SamplerErrorCode; message?: string }

export interface ProbedVideo {
  durationSeconds: number
  frameCount: number
  startSeconds: number
  keyframeCount: number
  isVariableFrameRate: boolean
  timelineSource: 'packets' | 'decoded-frames'
  shape: PictureShape
  codec: string
  container: string
  pixelFormat: string
  hasAudio: boolean
  warnings: string[]
}

export interface ExtractionResult {
  /** For each timestamp asked for, the pts of the frame shown; null where it could not be had. */
  shown: (number | null)[]
  wanted: number
  decoded: number
  /** ffmpeg does not say how many it decoded; libav counts. */
  isEstimate?: true
  skipped: number
  /** Why something is missing or doubtful; empty where all is well. */
  problems: string[]
  shownFrames?: number
}
