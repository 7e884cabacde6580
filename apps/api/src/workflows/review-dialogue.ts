/**
 * A person's decision about a dialogue. Whoever decides says which version they saw; if it has changed since,
 * nothing is written and they get both texts. Every decision is kept, with the text before and after (R19).
 */
import { and, desc, eq } from 'drizzle-orm'
import * as z from 'zod'
import { dialogues, reviews } from '../db/schema.js'
import { ApiError } from '../errors.js'
import type { Services } from '../services.js'

export const DialogueDecision = z.object({
  id: z.uuid(),
  version: z.int().positive(),
  decision: z.enum(['accept', 'reject', 'edit', 'undo']),
  question: z.string().trim().min(1).max(20_000).optional(),
  answer: z.string().trim().min(1).max(20_000).optional(),
  reasonCodes: z.array(z.string().max(100)).max(20).default([]),
  note: z.string().max(4_000).optional(),
})
export type DialogueDecision = z.output<typeof DialogueDecision>

type Dialogue = typeof dialogues.$inferSelect
type Text = Pick<Dialogue, 'question' | 'answer' | 'review'>

/** @throws ApiError `conflict` with `details: { yours, theirs }` for a version that is no longer the newest. */
export async function reviewDialogue(services: Services, reviewerId: string, input: DialogueDecision): Promise<void> {
  await services.db.transaction(async (tx) => {
    const [before] = await tx.select().from(dialogues).where(eq(dialogues.id, input.id)).for('update')
    if (!before) throw new ApiError('not-found', 'This dialogue does not exist.')
    if (before.version !== input.version) throw staleVersion(before, input)

    const lastReview =
      input.decision === 'undo'
        ? (
            await tx
              .select()
              .from(reviews)
              .where(and(eq(reviews.subject, 'dialogue'), eq(reviews.subjectId, input.id)))
              .orderBy(desc(reviews.id))
              .limit(1)
          )[0]
        : undefined
    const after = decided(before, input, lastReview?.before as Text | null | undefined)
    await tx
      .update(dialogues)
      .set({ ...after, version: before.version + 1 })
      .where(and(eq(dialogues.id, input.id), eq(dialogues.version, input.version)))
    await tx.insert(reviews).values({
      subject: 'dialogue',
      subjectId: input.id,
      reviewerId,
      decision: input.decision,
      reasonCodes: input.reasonCodes,
      before: textOf(before),
      after: { ...after },
      note: input.note,
    })
  })
}

function decided(before: Dialogue, input: DialogueDecision, previous: Text | null | undefined): Text {
  switch (input.decision) {
    case 'accept':
      return { ...textOf(before), review: 'accepted' }
    case 'reject':
      return { ...textOf(before), review: 'rejected' }
    case 'edit':
      return { question: input.question ?? before.question, answer: input.answer ?? before.answer, review: 'edited' }
    case 'undo':
      if (!previous) throw new ApiError('invalid-input', 'There is no decision to undo.')
      return { question: previous.question, answer: previous.answer, review: previous.review }
  }
}

function textOf({ question, answer, review }: Text): Text & Record<string, unknown> {
  return { question, answer, review }
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
