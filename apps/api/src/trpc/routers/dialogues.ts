/** Dialogues, their funnel, and people's decisions about them. */
import * as z from 'zod'
import { listDialogues, loadDialogue, loadFunnel } from '../../queries/dialogues.js'
import { loadTeachers } from '../../queries/teachers.js'
import { PageInput } from '../../queries/pages.js'
import type { DialogueFunnel, DialogueView, TeacherRow } from '../../views/dialogues.js'
import type { Page } from '../../views/page.js'
import { DialogueDecision, reviewDialogue } from '../../workflows/review-dialogue.js'
import { reviewerByName, ReviewerName } from '../../workflows/reviewer.js'
import { found } from '../found.js'
import { reviewerProcedure, router, viewerProcedure } from '../procedures.js'

const Place = { videoId: z.uuid().optional(), projectId: z.uuid().optional() }

export const dialoguesRouter = router({
  list: viewerProcedure
    .input(
      PageInput.extend({
        ...Place,
        status: z.enum(['kept', 'dropped', 'undecided']).optional(),
        review: z.enum(['unreviewed', 'accepted', 'rejected', 'edited']).optional(),
      }),
    )
    .query(({ ctx, input }): Promise<Page<DialogueView>> => listDialogues(ctx.services.db, input, input)),

  funnel: viewerProcedure
    .input(z.object(Place))
    .query(({ ctx, input }): Promise<DialogueFunnel> => loadFunnel(ctx.services.db, input)),

  /** Yield, variety and cost of each teacher. Costs are in dollars; null where one is unknown. */
  teachers: viewerProcedure
    .input(z.object(Place))
    .query(({ ctx, input }): Promise<TeacherRow[]> => loadTeachers(ctx.services.db, input)),

  /** A version that is no longer the newest: CONFLICT, with both texts in `data.failure.details`. */
  review: reviewerProcedure
    .input(DialogueDecision.extend({ reviewer: ReviewerName.optional() }))
    .mutation(async ({ ctx, input }): Promise<DialogueView> => {
      const { reviewer } = input
      const reviewerId = reviewer === undefined ? ctx.person.id : await reviewerByName(ctx.services.db, reviewer)
      await reviewDialogue(ctx.services, reviewerId, input)
      return found(await loadDialogue(ctx.services.db, input.id), 'This dialogue')
    }),
})
