/** Sends videos through stages of the walk. */
import * as z from 'zod'
import { Stage } from '../../workflows/stages.js'
import { startPipeline } from '../../workflows/start-pipeline.js'
import { editorProcedure, router } from '../procedures.js'

export const pipelineRouter = router({
  start: editorProcedure
    .input(
      z.object({
        videoIds: z.union([z.array(z.uuid()).min(1).max(1_000), z.literal('all')]),
        stages: z.array(Stage).min(1),
        projectId: z.uuid().optional(),
      }),
    )
    .mutation(async ({ ctx, input }): Promise<{ jobIds: string[] }> => ({
      jobIds: await startPipeline(ctx.services, input),
    })),
})
