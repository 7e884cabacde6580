/**
 * One metric and one judge on two answers to one question, asked in both orders. The judge must prefer the same
 * answer whichever stands first; where it does not, the verdict is a tie that came from the order, and is counted so.
 */
import * as z from 'zod'
import { EvidenceKind, UnscoredReason } from '../judgement.js'
import { MetricId } from '../metrics.js'
import { SeenWinner } from './read-winner.js'

export const PairWinner = z.enum(['a', 'b', 'tie'])
export type PairWinner = z.infer<typeof PairWinner>

export const PairUnscoredReason = z.enum([
  'no-verdict',
  'ambiguous',
  ...UnscoredReason.exclude(['no-score', 'out-of-range', 'ambiguous']).options,
])
export type PairUnscoredReason = z.infer<typeof PairUnscoredReason>

/** `ab`: answer a stood first. */
export const PairOrder = z.enum(['ab', 'ba'])
export type PairOrder = z.infer<typeof PairOrder>

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

export const PairReading = z.object({
  order: PairOrder,
  seen: SeenWinner,
  rationale: z.string(),
  callId: z.string().nullable(),
})
export type PairReading = z.infer<typeof PairReading>

export const PairJudgement = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('judged'),
    ...identity,
    winner: PairWinner,
    /** The two orders did not agree; `winner` is then a tie. */
    isOrderDependent: z.boolean(),
    readings: z.tuple([PairReading, PairReading]),
  }),
  z.object({
    status: z.literal('unscored'),
    ...identity,
    /** In which order the judge gave no verdict. */
    order: PairOrder,
    reason: PairUnscoredReason,
    rawText: z.string(),
  }),
  z.object({ status: z.literal('skipped'), ...identity, reason: z.enum(['empty-response', 'no-evidence']) }),
])
export type PairJudgement = z.infer<typeof PairJudgement>

/** What both orders together say about the answers themselves. */
export function combineOrders(ab: SeenWinner, ba: SeenWinner): { winner: PairWinner; isOrderDependent: boolean } {
  const first = ({ first: 'a', second: 'b', tie: 'tie' } as const)[ab]
  const second = ({ first: 'b', second: 'a', tie: 'tie' } as const)[ba]
  return first === second ? { winner: first, isOrderDependent: false } : { winner: 'tie', isOrderDependent: true }
}
