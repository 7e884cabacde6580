/**
 * One metric, one judge, one round, on one response: the evidence from which every score is derived.
 * A judge that gives no usable score leaves the response `unscored`, with the reason; there is no number for that.
 */
import * as z from 'zod'
import { MetricId } from './metrics.js'

/** What of the video the judge really saw. */
export const EvidenceKind = z.enum(['frames', 'caption', 'none'])
export type EvidenceKind = z.infer<typeof EvidenceKind>

/** How the score was found: a valid structured answer, JSON inside prose, a labelled number, or after one repair. */
export const ParsePath = z.enum(['schema', 'json', 'regex', 'repair'])
export type ParsePath = z.infer<typeof ParsePath>

export const UnscoredReason = z.enum([
  'no-score', // an answer without a labelled score
  'out-of-range', // a number, but not from 0 to 100; never clamped
  'ambiguous', // a range, another scale (8/10), several numbers
  'refused',
  'filtered',
  'truncated',
  'empty',
])
export type UnscoredReason = z.infer<typeof UnscoredReason>

/** Why no judge was asked. */
export const SkippedReason = z.enum([
  'empty-response', // nothing to judge
  'no-evidence', // relevance to a video of which neither frames nor a caption exist
])
export type SkippedReason = z.infer<typeof SkippedReason>

const identity = {
  metric: MetricId,
  /** `ChatModel.id` of the judge. */
  judge: z.string(),
  /** From 1. */
  round: z.number().int().positive(),
  promptId: z.string(),
  evidenceKind: EvidenceKind,
  isRehearsal: z.boolean(),
}

const call = {
  /** Ledger rows behind this judgement, the repair last; empty where no ledger stands between. */
  callIds: z.array(z.string()),
  /** The model or snapshot that the endpoint says it used. */
  reportedModel: z.string().nullable(),
  /** Requested, but not sent: `temperature: not accepted by this model`. */
  droppedParameters: z.array(z.string()),
}

export const Judgement = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('scored'),
    ...identity,
    ...call,
    score: z.number().min(0).max(100),
    rationale: z.string(),
    evidence: z.array(z.string()),
    parsePath: ParsePath,
  }),
  z.object({
    status: z.literal('unscored'),
    ...identity,
    ...call,
    reason: UnscoredReason,
    /** The judge's last answer, as it came. */
    rawText: z.string(),
  }),
  z.object({ status: z.literal('skipped'), ...identity, reason: SkippedReason }),
])
export type Judgement = z.infer<typeof Judgement>
