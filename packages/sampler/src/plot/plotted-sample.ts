/** What a picture of a sample is made from: a `FrameSampleRecord` fits, and so does any reader's own copy of its parts. */
import type { FrameReason, SampleTrace } from '../frame-sample.js'

export interface PlottedSample {
  trace: SampleTrace
  frames: readonly { timestampSeconds: number; reason: FrameReason }[]
  /** Step 3: `done`, or why it was not. */
  merge?: string | null
  fallback?: string | null
  cappedFrom?: number | null
  settings?: { question?: unknown; strategy?: unknown; similarityThreshold?: unknown }
}

/** What became of the frame that stands for a group. */
export type Fate = 'chosen' | 'merged' | 'left out'

/** Chosen: by the instant it was asked for, which is the candidate's. */
export const askedOf = ({ timestampSeconds, reason }: PlottedSample['frames'][number]): number =>
  reason.askedSeconds ?? timestampSeconds

export function fatesOf({ frames, trace }: PlottedSample): Map<number, Fate> {
  const chosen = new Set(frames.map(askedOf))
  const merged = new Set(trace.merges.map(({ timestampSeconds }) => timestampSeconds))
  return new Map(
    trace.groups.map(({ representative }) => [
      representative,
      chosen.has(representative) ? 'chosen' : merged.has(representative) ? 'merged' : 'left out',
    ]),
  )
}
