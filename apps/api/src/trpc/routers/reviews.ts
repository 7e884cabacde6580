/**
 * The review queue: what is next, what is decided about it, who has what open, and how far reviewers agree. A
 * reviewer is the name that the browser sends; without accounts nobody checks it.
 */
import { and, eq, exists } from 'drizzle-orm'
import * as z from 'zod'
import { dialogues, reviews, videos } from '../../db/schema.js'
import { PageInput, pageById } from '../../queries/pages.js'
import { loadAgreement } from '../../queries/review-agreement.js'
import { loadReviewEntries, loadReviewItem } from '../../queries/review-item.js'
import { loadReviewProgress } from '../../queries/review-queue.js'
import type { Services } from '../../services.js'
import type { Page } from '../../views/page.js'
import type {
  RegeneratedAnswer,
  ReviewEntry,
  ReviewerAgreement,
  ReviewItem,
  ReviewLease,
  ReviewLook,
  ReviewProgress,
} from '../../views/reviews.js'
import { regenerateAnswer } from '../../workflows/regenerate-answer.js'
import { DialogueDecision, reviewDialogue } from '../../workflows/review-dialogue.js'
import { leaseNext, leaseOne, readLease, releaseLease } from '../../workflows/review-leases.js'
import { reviewerByName, ReviewerName } from '../../workflows/reviewer.js'
import { found } from '../found.js'
import { editorProcedure, reviewerProcedure, router, viewerProcedure } from '../procedures.js'

const Place = { projectId: z.uuid().optional(), videoId: z.uuid().optional() }
const Look = z.enum(['first', 'second', 'resolve'])
const ByReviewer = z.object({ id: z.uuid(), reviewer: ReviewerName })

export const reviewsRouter = router({
  /** Opens the next item of the queue for this reviewer, who gives back the one they had. */
  next: reviewerProcedure
    .input(
      z.object({
        ...Place,
        reviewer: ReviewerName,
        look: Look.default('first'),
        isFlagged: z.boolean().default(false),
        skip: z.array(z.uuid()).max(1_000).default([]),
      }),
    )
    .mutation(async ({ ctx, input }): Promise<ReviewItem | null> => {
      const reviewerId = await reviewerByName(ctx.services.db, input.reviewer)
      const id = await leaseNext(ctx.services, reviewerId, input)
      return id === null ? null : openItem(ctx.services, id, input.look)
    }),

  /** Opens one item. CONFLICT where somebody else has it open. */
  open: reviewerProcedure
    .input(ByReviewer.extend({ look: Look.default('first') }))
    .mutation(async ({ ctx, input }): Promise<ReviewItem> => {
      await leaseOne(ctx.services, await reviewerByName(ctx.services.db, input.reviewer), input.id)
      return openItem(ctx.services, input.id, input.look)
    }),

  renew: reviewerProcedure.input(ByReviewer).mutation(async ({ ctx, input }): Promise<ReviewLease> => {
    await leaseOne(ctx.services, await reviewerByName(ctx.services.db, input.reviewer), input.id)
    return found(await readLease(ctx.services, input.id), 'This lease')
  }),

  release: reviewerProcedure.input(ByReviewer).mutation(async ({ ctx, input }): Promise<void> => {
    await releaseLease(ctx.services, await reviewerByName(ctx.services.db, input.reviewer), input.id)
  }),

  /** A version that is no longer the newest: CONFLICT, with both texts in `data.failure.details`. */
  decide: reviewerProcedure
    .input(DialogueDecision.extend({ reviewer: ReviewerName }))
    .mutation(async ({ ctx, input }): Promise<{ id: string; version: number }> => {
      const reviewerId = await reviewerByName(ctx.services.db, input.reviewer)
      await reviewDialogue(ctx.services, reviewerId, input)
      await releaseLease(ctx.services, reviewerId, input.id)
      return { id: input.id, version: input.version + 1 }
    }),

  /** Asks the teacher again; nothing changes until a person takes the answer over. */
  regenerate: editorProcedure
    .input(ByReviewer.extend({ reasonCodes: z.array(z.string().max(100)).max(20).default([]) }))
    .mutation(({ ctx, input }): Promise<RegeneratedAnswer> => regenerateAnswer(ctx.services, input)),

  progress: viewerProcedure
    .input(z.object(Place))
    .query(({ ctx, input }): Promise<ReviewProgress> => loadReviewProgress(ctx.services.db, input)),

  agreement: viewerProcedure
    .input(z.object({ projectId: z.uuid().optional() }))
    .query(({ ctx, input }): Promise<ReviewerAgreement[]> => loadAgreement(ctx.services.db, input)),

  /** The audit trail: of one dialogue, or of everything in a project. */
  history: viewerProcedure
    .input(PageInput.extend({ id: z.uuid().optional(), projectId: z.uuid().optional() }))
    .query(({ ctx, input }): Promise<Page<ReviewEntry>> => {
      const { db } = ctx.services
      const ofProject = db
        .select({ id: dialogues.id })
        .from(dialogues)
        .innerJoin(videos, eq(videos.id, dialogues.videoId))
        .where(and(eq(dialogues.id, reviews.subjectId), eq(videos.projectId, input.projectId ?? '')))
      return pageById(input, reviews.id, (begin, limit) =>
        loadReviewEntries(
          db,
          and(
            input.id ? eq(reviews.subjectId, input.id) : undefined,
            input.projectId ? exists(ofProject) : undefined,
            begin,
          ),
          limit,
        ),
      )
    }),
})

async function openItem(services: Services, id: string, look: ReviewLook): Promise<ReviewItem> {
  const item = found(await loadReviewItem(services.db, id, look), 'This dialogue')
  return { ...item, lease: found(await readLease(services, id), 'This lease') }
}
