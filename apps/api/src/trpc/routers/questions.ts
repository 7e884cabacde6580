/** Question sets. A frozen one is never changed: the same name again makes its next version. */
import { eq } from 'drizzle-orm'
import * as z from 'zod'
import { questionSets } from '../../db/schema.js'
import { PageInput } from '../../queries/pages.js'
import { listQuestions, listQuestionSets } from '../../queries/questions.js'
import type { QuestionSetView, QuestionView } from '../../views/evals.js'
import type { Page } from '../../views/page.js'
import { createQuestionSet, NewQuestion, questionSetFromDialogues } from '../../workflows/question-sets.js'
import { found } from '../found.js'
import { editorProcedure, router, viewerProcedure } from '../procedures.js'

const Name = z.string().trim().min(1).max(200)

export const questionsRouter = router({
  sets: viewerProcedure
    .input(PageInput.extend({ projectId: z.uuid().optional() }))
    .query(({ ctx, input }): Promise<Page<QuestionSetView>> => listQuestionSets(ctx.services.db, input, input)),

  list: viewerProcedure
    .input(PageInput.extend({ questionSetId: z.uuid() }))
    .query(({ ctx, input }): Promise<Page<QuestionView>> => listQuestions(ctx.services.db, input.questionSetId, input)),

  create: editorProcedure
    .input(z.object({ name: Name, projectId: z.uuid().optional(), items: z.array(NewQuestion).min(1).max(5_000) }))
    .mutation(({ ctx, input }): Promise<{ id: string; version: number }> => createQuestionSet(ctx.services, input)),

  fromDialogues: editorProcedure
    .input(
      z.object({
        name: Name,
        videoIds: z.array(z.uuid()).min(1).max(1_000).optional(),
        projectId: z.uuid().optional(),
        perVideo: z.int().min(1).max(100).default(3),
      }),
    )
    .mutation(({ ctx, input }): Promise<{ id: string; version: number; questions: number }> =>
      questionSetFromDialogues(ctx.services, input),
    ),

  freeze: editorProcedure
    .input(z.object({ id: z.uuid() }))
    .mutation(async ({ ctx, input }): Promise<QuestionSetView> => {
      await ctx.services.db.update(questionSets).set({ isFrozen: true }).where(eq(questionSets.id, input.id))
      const page = await listQuestionSets(ctx.services.db, { id: input.id }, { limit: 1 })
      return found(page.items[0], 'This question set')
    }),
})
