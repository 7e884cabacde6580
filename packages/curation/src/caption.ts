/**
 * What a video looks like in words (§3.2): one description per segment's frame, in video order, and the
 * summary made of them. The reasoning that led to the summary is kept, apart; only the summary walks on.
 */
import * as z from 'zod'

/** §3.1. Spelled as the sampler spells it; a string union, so the two are the same type. */
export const VideoKind = z.enum(['live', 'vlog', 'documentary'])
export type VideoKind = z.infer<typeof VideoKind>

/** §3.2, Figure 3: captions of training videos make dialogues, captions of inference videos make role contexts. */
export const CaptionPurpose = z.enum(['training', 'inference'])
export type CaptionPurpose = z.infer<typeof CaptionPurpose>

/**
 * success: whole · truncated: cut at every limit tried, what arrived is kept · blocked: refused or filtered ·
 * error: the model took no part (empty answer, prompt too long) · skipped: never asked.
 */
export const CaptionOutcome = z.enum(['success', 'truncated', 'blocked', 'error', 'skipped'])
export type CaptionOutcome = z.infer<typeof CaptionOutcome>

/** One call, kept whether or not its text was used. */
export const CaptionAttempt = z.object({
  maxTokens: z.number().int().positive(),
  outcome: CaptionOutcome,
  text: z.string(),
  /** Why it is not a success; null for one. */
  reason: z.string().nullable(),
  finishReason: z.string().nullable(),
  callId: z.string().nullable(),
  reportedModel: z.string().nullable(),
  isRehearsal: z.boolean(),
})
export type CaptionAttempt = z.infer<typeof CaptionAttempt>

export const FrameDescription = z.object({
  /** Position among the frames of the caption, from 0. */
  index: z.number().int().nonnegative(),
  timestampSeconds: z.number().nonnegative(),
  text: z.string(),
  outcome: CaptionOutcome,
  reason: z.string().nullable(),
  attempts: z.array(CaptionAttempt),
  callIds: z.array(z.string()),
  promptId: z.string(),
  isRehearsal: z.boolean(),
})
export type FrameDescription = z.infer<typeof FrameDescription>

export const VideoSummary = z.object({
  reasoning: z.string(),
  summary: z.string(),
  outcome: CaptionOutcome,
  reason: z.string().nullable(),
  attempts: z.array(CaptionAttempt),
  callIds: z.array(z.string()),
  promptId: z.string(),
  /** The limit of the last call made; of the first that would have been made, if none was. */
  maxTokens: z.number().int().positive(),
  /** Indexes of the descriptions that the summary was made of. */
  usedDescriptions: z.array(z.number().int().nonnegative()),
  isRehearsal: z.boolean(),
})
export type VideoSummary = z.infer<typeof VideoSummary>

export const Caption = z.object({
  kind: VideoKind,
  purpose: CaptionPurpose,
  frameDescriptions: z.array(FrameDescription),
  reasoning: z.string(),
  summary: z.string(),
  outcome: CaptionOutcome,
  reason: z.string().nullable(),
  summaryAttempts: z.array(CaptionAttempt),
  promptIds: z.object({ describeFrame: z.string(), summariseVideo: z.string() }),
  maxTokens: z.number().int().positive(),
  isRehearsal: z.boolean(),
})
export type Caption = z.infer<typeof Caption>

export const CaptionSettings = z.object({
  /** Overrides the limit of the kind (A.2). */
  maxTokens: z.number().int().positive().optional(),
  /** No call asks for more than this. */
  ceilingTokens: z.number().int().positive().optional(),
  maxAttempts: z.number().int().min(1).max(8).optional(),
  temperature: z.number().min(0).max(2).optional(),
  seed: z.number().int().optional(),
  language: z.enum(['en', 'zh']).optional(),
  /** The worked example of the summary prompt (in-context learning, §3.2). On by default. */
  useExample: z.boolean().optional(),
  /** A line of its own for what is written in the picture. Off by default. */
  onScreenText: z.boolean().optional(),
})
export type CaptionSettings = z.infer<typeof CaptionSettings>

/** What captioning needs of a frame; the sampler's `Frame` fits. */
export interface CaptionFrame {
  timestampSeconds: number
  jpeg: Uint8Array
  sha256: string
}
