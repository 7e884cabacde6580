/** Training runs against data set versions (R41, R42). */
import * as z from 'zod'
import { PageInput } from '../../queries/pages.js'
import { listTrainingPoints, listTrainingRuns } from '../../queries/training-runs.js'
import type { Page } from '../../views/page.js'
import type { TrainingPointView, TrainingRunView } from '../../views/training.js'
import {
  NewTrainingRun,
  ReadLog,
  readLog,
  registerTrainedModel,
  registerTrainingRun,
  TrainedModel,
} from '../../workflows/training-runs.js'
import { found } from '../found.js'
import { editorProcedure, ownerProcedure, router, viewerProcedure } from '../procedures.js'

const ById = z.object({ id: z.uuid() })

export const trainingRouter = router({
  list: viewerProcedure
    .input(PageInput.extend({ projectId: z.uuid().optional(), versionId: z.uuid().optional() }))
    .query(({ ctx, input }): Promise<Page<TrainingRunView>> => listTrainingRuns(ctx.services.db, input, input)),

  points: viewerProcedure
    .input(ById)
    .query(({ ctx, input }): Promise<TrainingPointView[]> => listTrainingPoints(ctx.services.db, input.id)),

  register: editorProcedure.input(NewTrainingRun).mutation(async ({ ctx, input }): Promise<TrainingRunView> => {
    const id = await registerTrainingRun(ctx.services, input)
    return found((await listTrainingRuns(ctx.services.db, { id }, { limit: 1 })).items[0], 'This training run')
  }),

  /** The text of a log, or one on the machine that the server runs on, followed while it grows. */
  readLog: ownerProcedure
    .input(ReadLog)
    .mutation(({ ctx, input }): Promise<{ jobId: string }> => readLog(ctx.services, input)),

  registerModel: ownerProcedure.input(TrainedModel).mutation(async ({ ctx, input }): Promise<{ modelId: string }> => ({
    modelId: await registerTrainedModel(ctx.services, input),
  })),
})
