/**
 * What scoring needs to know of a stored judgement. `pending` has not been asked yet and `error` means that the
 * endpoint failed; both are as absent from a mean as `unscored` and `skipped`, and all four are counted.
 */
import * as z from 'zod'
import { EvidenceKind } from './judgement.js'
import { MetricId } from './metrics.js'

const place = {
  questionId: z.string(),
  metric: MetricId,
  judge: z.string(),
  /** From 1. */
  round: z.number().int().positive(),
  isRehearsal: z.boolean().optional(),
  /** What of the video this judge saw. */
  evidenceKind: EvidenceKind.optional(),
}

export const JudgementRow = z.discriminatedUnion('status', [
  z.object({ ...place, status: z.literal('scored'), score: z.number().min(0).max(100) }),
  z.object({ ...place, status: z.enum(['unscored', 'skipped', 'error', 'pending']) }),
])
export type JudgementRow = z.infer<typeof JudgementRow>

/** What a run set out to judge. Whatever of it has no row counts as pending, so a lost row cannot go unnoticed. */
export const JudgingPlan = z.object({
  questionIds: z.array(z.string()).min(1),
  judges: z.array(z.string()).min(1),
  rounds: z.number().int().positive(),
})
export type JudgingPlan = z.infer<typeof JudgingPlan>
