/**
 * Which ways of choosing frames there are beside the paper's, and what each leaves in a reason and in the trace.
 * The paper's way (§4.1) is the default; nothing here acts unless a caller asks for it by name. All of it is ours.
 */
import * as z from 'zod'

/**
 * `paper` follows the kind of the video. The others treat every length above a live alike, and lives as the paper does:
 * `uniform` spreads frames evenly; `shots` cuts the
 * film into as many stretches of one look as there may be frames, and shows each; `diverse` takes the frames that
 * look least like those taken; `question` takes those that fit a question, and covers the rest.
 */
export const samplingStrategies = ['paper', 'uniform', 'shots', 'diverse', 'question'] as const
export const SamplingStrategy = z.enum(samplingStrategies)
export type SamplingStrategy = z.infer<typeof SamplingStrategy>

/** Settings that are absent unless asked for: a sample by the paper alone carries none of them. */
export const optInSettings = {
  /** The paper where nothing is said, also in samples stored before there was a choice. */
  strategy: SamplingStrategy.default('paper'),
  /** No jump in the number of frames at 5 s, none in number or rule at 600 s. */
  continuity: z.boolean().optional(),
  /** No stretch of the video longer than this passes without a frame. */
  maxGapSeconds: z.number().positive().optional(),
  /** A frame of that quality is replaced by the nearest good one. */
  skipBlack: z.boolean().optional(),
  skipBlurred: z.boolean().optional(),
  skipFlashes: z.boolean().optional(),
  /** For `question`: what will be asked about the video. */
  question: z.string().trim().min(1).max(2000).optional(),
}

/** Which rule put a frame there. The first six are the paper's. */
export const selectionRules = [
  'every-frame',
  'interval',
  'only-candidate',
  'most-changing',
  'static-film',
  'segment',
  'evenly-spread',
  'shot',
  'farthest',
  'relevance',
  'maximum-gap',
] as const
export const SelectionRule = z.enum(selectionRules)
export type SelectionRule = z.infer<typeof SelectionRule>

export const frameFaults = ['black', 'blurred', 'flash'] as const
export type FrameFault = (typeof frameFaults)[number]

/** What a reason says beyond the paper's numbers. */
export const optInReason = {
  /** Absent in samples stored before there was a choice. */
  rule: SelectionRule.optional(),
  /** `shots`: which stretch of one look from 0, and how many there are. */
  shot: z.int().nonnegative().optional(),
  shots: z.int().positive().optional(),
  /** `diverse`: how far it was from the nearest frame taken before it, in the descriptor's own unit. */
  distance: z.number().optional(),
  /** `question`: cosine similarity of question and frame. */
  relevance: z.number().optional(),
  /** It stands for a frame at this instant, left out for this fault. */
  replaces: z.object({ timestampSeconds: z.number(), fault: z.enum(frameFaults) }).optional(),
  /** It has this fault, and no good frame was near. */
  fault: z.enum(frameFaults).optional(),
}

/** What a trace says beyond the paper's numbers. Optional, so that readers of version 1 read on. */
export const optInTrace = {
  selection: SamplingStrategy.optional(),
  shots: z
    .array(z.object({ startSeconds: z.number(), endSeconds: z.number(), frames: z.array(z.number()) }))
    .optional(),
  /** `question`: how well each candidate fits. */
  relevance: z.array(z.object({ timestampSeconds: z.number(), relevance: z.number() })).optional(),
  /** What pictures were compared by. */
  descriptor: z.enum(['features', 'grey plane']).optional(),
  /** The maximum-gap rule: what was asked, and the widest stretch that remained. */
  gap: z.object({ askedSeconds: z.number(), widestSeconds: z.number() }).optional(),
  faults: z
    .array(
      z.object({
        timestampSeconds: z.number(),
        fault: z.enum(frameFaults),
        /** Nothing, where no good frame was near. */
        replacedBySeconds: z.number().optional(),
      }),
    )
    .optional(),
}
