/** Question and answer pairs (§3.3), and what each of the five steps says about one. Every drop has a stage and a reason. */
import * as z from 'zod'
import { AnswerSupport } from './answer-support.js'

/** Character offsets in the teacher's reply, end exclusive. */
export const Span = z.object({ start: z.number().int().nonnegative(), end: z.number().int().nonnegative() })
export type Span = z.infer<typeof Span>

export const ExtractorName = z.enum([
  'json',
  'tags',
  'chat-template',
  'labels',
  'table',
  'numbered',
  'role-names',
  'question-lines',
])
export type ExtractorName = z.infer<typeof ExtractorName>

export const Dialogue = z.object({
  question: z.string(),
  answer: z.string(),
  span: Span,
  extractor: ExtractorName,
})
export type Dialogue = z.infer<typeof Dialogue>

/** A mark for reviewers; it drops nothing by itself. */
export const Flag = z.object({
  code: z.enum([
    'repetition',
    'unterminated',
    'near-duplicate',
    'duplicate-answer',
    'duplicate-video',
    'static-scene',
    'wrong-language',
    'control-token',
    'refusal',
    'unsupported',
  ]),
  score: z.number(),
  threshold: z.number(),
  reason: z.string(),
  /** Which rule marked it, `repetition@2`; absent in rows from before rules had versions. */
  detector: z.string().optional(),
})
export type Flag = z.infer<typeof Flag>

export const CuratedDialogue = z.object({
  /** Cleaned; what a data set would hold. */
  question: z.string(),
  answer: z.string(),
  /** As the teacher wrote it. */
  raw: z.object({ question: z.string(), answer: z.string() }),
  span: Span,
  extractor: ExtractorName,
  status: z.enum(['kept', 'dropped', 'undecided']),
  /** The step that decided. */
  stage: z.enum(['reject', 'select', 'clean']),
  /** A code, and for selection the selector's own words after it; null for a kept pair without words. */
  reason: z.string().nullable(),
  /** The selector's score, 0 to 100; null where it gave none. Never a stand-in zero. */
  score: z.number().min(0).max(100).nullable(),
  /** The selector's call; null for a pair that it was never shown. */
  selectionCallId: z.string().nullable(),
  flags: z.array(Flag),
  /** What in the caption the answer leans on; null for a pair that was not kept, or without a caption to look in. */
  support: AnswerSupport.nullable(),
})
export type CuratedDialogue = z.infer<typeof CuratedDialogue>

export const FunnelStage = z.object({
  stage: z.enum(['generate', 'parse', 'reject', 'select', 'clean']),
  entered: z.number().int().nonnegative(),
  left: z.number().int().nonnegative(),
  /** How many fell out for each reason; undecided ones count here too. */
  reasons: z.record(z.string(), z.number().int().positive()),
})
export type FunnelStage = z.infer<typeof FunnelStage>
