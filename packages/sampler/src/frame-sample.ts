/** What sampling returns: the frames, a reason for each, and a trace that lets anyone check the choice. */
import * as z from 'zod'
import { videoKinds } from './classify-video.js'
import type { Frame } from './decoder.js'
import { EmbedderInfo } from './frame-embedder.js'
import { optInReason, optInSettings, optInTrace } from './strategies/opt-in.js'

/** The rule a sample falls under: that of its kind, or the captions'. How frames were chosen within it: `settings.strategy`. */
export const strategies = [...videoKinds, 'segments'] as const
export const Strategy = z.enum(strategies)
export type Strategy = z.infer<typeof Strategy>

/** With which settings; `origin` says which of them are the paper's. */
export const SamplingSettings = z.object({
  maxFrames: z.int().positive(),
  vlogIntervalSeconds: z.number().positive(),
  vlogPhase: z.enum(['start', 'centre']),
  candidateIntervalSeconds: z.number().positive(),
  /** T, mean absolute luma difference 0–255. */
  differenceThreshold: z.number().nonnegative(),
  /** G. */
  groups: z.int().positive(),
  /** τ. */
  similarityThreshold: z.number().min(-1).max(1),
  segments: z.int().positive(),
  /** Instead of `segments`: their length. */
  segmentSeconds: z.number().positive().optional(),
  analysisWidth: z.int().positive(),
  analysisHeight: z.int().positive(),
  ...optInSettings,
})
export type SamplingSettings = z.infer<typeof SamplingSettings>

export const ResolvedSettings = SamplingSettings.extend({
  origin: z.record(z.string(), z.enum(['paper', 'ours', 'caller'])),
})
export type ResolvedSettings = z.infer<typeof ResolvedSettings>

export const FrameReason = z.object({
  strategy: Strategy,
  timestampSeconds: z.number(),
  /** The instant that was asked for; the frame is the one shown then. */
  askedSeconds: z.number().optional(),
  /** D to the candidate a second before, as the paper's pixel sum, and D/M. */
  difference: z.number().optional(),
  meanDifference: z.number().optional(),
  /** Position of the group, from 0, and how many there are. */
  group: z.int().optional(),
  groups: z.int().optional(),
  /** v / M: how much it differs from the member of its group that it differs most from. */
  variation: z.number().optional(),
  /** Instants of the frames folded into this one in step 3. */
  mergedFrom: z.array(z.number()).optional(),
  /** S to the kept frame before. */
  similarity: z.number().optional(),
  /** How many frames there were before the cap. */
  cappedFrom: z.int().optional(),
  ...optInReason,
  /** A sentence for people. */
  text: z.string(),
})
export type FrameReason = z.infer<typeof FrameReason>

export const SampleTrace = z.object({
  version: z.literal(1),
  strategy: Strategy,
  durationSeconds: z.number(),
  /** Documentary, step 1: t, D/M and whether D > T. */
  curve: z.array(z.object({ timestampSeconds: z.number(), meanDifference: z.number(), isCandidate: z.boolean() })),
  threshold: z.number().optional(),
  groups: z.array(z.object({ members: z.array(z.number()), representative: z.number(), variation: z.number() })),
  merges: z.array(z.object({ timestampSeconds: z.number(), intoSeconds: z.number(), similarity: z.number() })),
  /** Documentary, step 3, where it was done: τ, every S that was compared with it, and whose features they are of. */
  similarityThreshold: z.number().optional(),
  similarities: z
    .array(
      z.object({ timestampSeconds: z.number(), toSeconds: z.number(), similarity: z.number(), isMerged: z.boolean() }),
    )
    .optional(),
  embedder: EmbedderInfo.optional(),
  /** Documentary: candidates looked at (1 per second). */
  candidatesLookedAt: z.int().optional(),
  ...optInTrace,
})
export type SampleTrace = z.infer<typeof SampleTrace>

export const mergeOutcomes = [
  'done',
  'skipped: no embedder',
  'skipped: embedder unavailable',
  'not applicable',
] as const

/** Everything but the pictures: this is what a database keeps. */
export const FrameSampleRecord = z.object({
  version: z.literal(1),
  strategy: Strategy,
  kind: z.enum(videoKinds),
  settings: ResolvedSettings,
  frames: z.array(
    z.object({
      index: z.int().nonnegative(),
      timestampSeconds: z.number(),
      pts: z.number(),
      width: z.int(),
      height: z.int(),
      sha256: z.string(),
      reason: FrameReason,
    }),
  ),
  trace: SampleTrace,
  wanted: z.int(),
  got: z.int(),
  decoded: z.int(),
  skipped: z.int(),
  status: z.enum(['complete', 'partial']),
  statusReason: z.string().optional(),
  fallback: z.literal('empty-candidates').optional(),
  cappedFrom: z.int().optional(),
  merge: z.enum(mergeOutcomes),
  /** Why the embedder was not available. */
  mergeReason: z.string().optional(),
  decoder: z.string(),
})
export type FrameSampleRecord = z.infer<typeof FrameSampleRecord>

export type SampledFrame = Frame & { reason: FrameReason }
export type FrameSample = Omit<FrameSampleRecord, 'frames'> & { frames: SampledFrame[] }

/** The sample without its pictures, safe for JSON. */
export function toSampleRecord(sample: FrameSample): FrameSampleRecord {
  return { ...sample, frames: sample.frames.map(({ jpeg: _jpeg, ...frame }) => frame) }
}
