/** Sends videos through stages of the walk. */
import * as z from 'zod'
import { VideoFilter } from '../../queries/video-filter.js'
import { Stage } from '../../workflows/stages.js'
import { startPipeline } from '../../workflows/start-pipeline.js'
import { editorProcedure, router } from '../procedures.js'

export const pipelineRouter = router({
  start: editorProcedure
    .input(
      z.object({
        /** Some by their ids, all of them, or all that match. */
        videoIds: z.union([z.array(z.uuid()).min(1).max(1_000), z.literal('all'), VideoFilter]),
        stages: z.array(Stage).min(1),
        projectId: z.uuid().optional(),
      }),
    )
    .mutation(async ({ ctx, input }): Promise<{ jobIds: string[] }> => ({
      jobIds: await startPipeline(ctx.services, input),
    })),
})
