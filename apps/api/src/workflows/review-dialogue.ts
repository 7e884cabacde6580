/**
 * A person's decision about a dialogue. Whoever decides says which version they saw; if it has changed since,
 * nothing is written and they get both texts. Every decision is kept, with the state before and after (R19).
 *
 * A second look judges the text that the first reviewer had before them. It changes neither text nor verdict: where
 * the two differ, the dialogue is disputed, the first verdict goes on counting, and a third look settles it.
 */
import { and, desc, eq } from 'drizzle-orm'
import * as z from 'zod'
import type { Transaction } from '../db/database.js'
import { dialogues, reviews } from '../db/schema.js'
import { ApiError } from '../errors.js'
import type { Services } from '../services.js'
import type { ReviewLook, ReviewVerdict } from '../views/reviews.js'

export const DialogueDecision = z.object({
  id: z.uuid(),
  version: z.int().positive(),
  decision: z.enum(['accept', 'reject', 'edit', 'undo']),
  question: z.string().trim().min(1).max(20_000).optional(),
  answer: z.string().trim().min(1).max(20_000).optional(),
  reasonCodes: z.array(z.string().max(100)).max(20).default([]),
  note: z.string().max(4_000).optional(),
  /** The model call that wrote this text. */
  callId: z.uuid().optional(),
  /** Asks for a second look; without it the look follows from what was decided before. */
  isSecondLook: z.boolean().default(false),
})
export type DialogueDecision = z.output<typeof DialogueDecision>

type Dialogue = typeof dialogues.$inferSelect

/** Everything that a decision may change. A row of the audit trail holds it before and after. */
const ReviewState = z.object({
  question: z.string(),
  answer: z.string(),
  review: z.enum(['unreviewed', 'accepted', 'rejected', 'edited']),
  firstReviewerId: z.uuid().nullable().default(null),
  firstReview: z.enum(['accepted', 'rejected', 'edited']).nullable().default(null),
  secondReviewerId: z.uuid().nullable().default(null),
  secondReview: z.enum(['accepted', 'rejected', 'edited']).nullable().default(null),
  resolverId: z.uuid().nullable().default(null),
})
type ReviewState = z.output<typeof ReviewState>

/** @throws ApiError `conflict` with `details: { yours, theirs }` for a version that is no longer the newest. */
export async function reviewDialogue(services: Services, reviewerId: string, input: DialogueDecision): Promise<void> {
  await services.db.transaction(async (tx) => {
    const [before] = await tx.select().from(dialogues).where(eq(dialogues.id, input.id)).for('update')
    if (!before) throw new ApiError('not-found', 'This dialogue does not exist.')
    if (before.version !== input.version) throw staleVersion(before, input)

    const state = ReviewState.parse(before)
    const last = await lastDecision(tx, input.id)
    const look = input.decision === 'undo' ? (last?.look ?? 'first') : lookOf(before, reviewerId, input)
    const after =
      input.decision === 'undo'
        ? undone(last, reviewerId)
        : decided(state, look, reviewerId, input, verdicts[input.decision])
    await tx
      .update(dialogues)
      .set({ ...after, version: before.version + 1 })
      .where(and(eq(dialogues.id, input.id), eq(dialogues.version, input.version)))
    // What a second reviewer would rather read changes nothing yet, but is what a dispute is about.
    const proposal = look === 'second' && input.decision === 'edit' ? textOf(state, input) : {}
    await tx.insert(reviews).values({
      subject: 'dialogue',
      subjectId: input.id,
      reviewerId,
      look,
      decision: input.decision,
      callId: input.callId,
      reasonCodes: input.reasonCodes,
      before: state,
      after: { ...after, ...proposal },
      note: input.note,
    })
  })
}

type Decision = typeof reviews.$inferSelect

async function lastDecision(tx: Transaction, dialogueId: string): Promise<Decision | undefined> {
  const [row] = await tx
    .select()
    .from(reviews)
    .where(and(eq(reviews.subject, 'dialogue'), eq(reviews.subjectId, dialogueId)))
    .orderBy(desc(reviews.id))
    .limit(1)
  return row
}

function lookOf(before: Dialogue, reviewerId: string, input: DialogueDecision): ReviewLook {
  const { firstReview, firstReviewerId, secondReview, secondReviewerId, resolverId } = before
  if (input.isSecondLook) {
    if (firstReview === null || firstReviewerId === reviewerId)
      throw new ApiError('invalid-input', 'A second look needs a first one by somebody else.')
    if ((secondReview !== null && secondReviewerId !== reviewerId) || resolverId !== null)
      throw new ApiError('conflict', 'Somebody else has taken the second look at this dialogue.')
    return 'second'
  }
  const isOwnFirst = firstReview === null || (firstReviewerId === reviewerId && secondReview === null)
  return isOwnFirst && resolverId === null ? 'first' : 'resolve'
}

const verdicts = { accept: 'accepted', reject: 'rejected', edit: 'edited' } as const

function decided(
  state: ReviewState,
  look: ReviewLook,
  reviewerId: string,
  input: DialogueDecision,
  verdict: ReviewVerdict,
): ReviewState {
  if (look === 'second') return { ...state, secondReview: verdict, secondReviewerId: reviewerId }
  const changed = { ...state, ...(verdict === 'edited' ? textOf(state, input) : {}), review: verdict }
  return look === 'first'
    ? { ...changed, firstReview: verdict, firstReviewerId: reviewerId }
    : { ...changed, resolverId: reviewerId }
}

/** The state before the last decision. Undoing an undo brings it forth again. Only one's own decision is undone. */
function undone(last: Decision | undefined, reviewerId: string): ReviewState {
  const before = ReviewState.safeParse(last?.before)
  if (last === undefined || !before.success) throw new ApiError('invalid-input', 'There is no decision to undo.')
  if (last.reviewerId !== reviewerId)
    throw new ApiError('conflict', 'Somebody else has decided about this dialogue since.', {
      advice: 'Decide anew instead: the newest decision counts, and theirs stays in its history.',
    })
  return before.data
}

function textOf(state: ReviewState, input: DialogueDecision): Pick<ReviewState, 'question' | 'answer'> {
  return { question: input.question ?? state.question, answer: input.answer ?? state.answer }
}

function staleVersion(theirs: Dialogue, yours: DialogueDecision): ApiError {
  return new ApiError('conflict', 'Somebody else changed this dialogue while you were looking at it.', {
    advice: 'Look at both texts, then decide again.',
    details: {
      yours: { version: yours.version, question: yours.question ?? null, answer: yours.answer ?? null },
      theirs: { version: theirs.version, question: theirs.question, answer: theirs.answer, review: theirs.review },
    },
  })
}
