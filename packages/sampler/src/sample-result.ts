/** Puts a sample together from extracted frames and their reasons. */
import type { ExtractedFrames } from './decoder.js'
import { SamplerError } from './errors.js'
import type { FrameReason, FrameSample, SampleTrace, Strategy } from './frame-sample.js'
import type { SampleTask } from './sample-frames.js'

export interface SampleParts {
  reasons: FrameReason[]
  trace: SampleTrace
  cappedFrom?: number
  fallback?: 'empty-candidates'
  merge?: FrameSample['merge']
  mergeReason?: string
}

export function toSample(
  task: SampleTask,
  strategy: Strategy,
  extracted: ExtractedFrames,
  parts: SampleParts,
): FrameSample {
  if (extracted.frames.length === 0) throw new SamplerError('no-frames')
  return {
    version: 1,
    strategy,
    kind: task.kind,
    settings: task.resolved,
    frames: extracted.frames.map((frame, index) => ({ ...frame, index, reason: parts.reasons[index] as FrameReason })),
    trace: parts.trace,
    wanted: extracted.wanted,
    got: extracted.got,
    decoded: extracted.decoded,
    skipped: extracted.skipped,
    status: extracted.status,
    ...(extracted.reason === undefined ? {} : { statusReason: extracted.reason }),
    ...(parts.fallback === undefined ? {} : { fallback: parts.fallback }),
    ...(parts.cappedFrom === undefined ? {} : { cappedFrom: parts.cappedFrom }),
    merge: parts.merge ?? 'not applicable',
    ...(parts.mergeReason === undefined ? {} : { mergeReason: parts.mergeReason }),
    decoder: `${task.decoder.info.name} ${task.decoder.info.version}`,
  }
}

export function emptyTrace(strategy: Strategy, durationSeconds: number): SampleTrace {
  return { version: 1, strategy, selection: 'paper', durationSeconds, curve: [], groups: [], merges: [] }
}
