/** Sends videos through stages of the walk; before that, what it will take, and the budget that holds it. */
import * as z from 'zod'
import { VideoFilter } from '../../queries/video-filter.js'
import { Stage } from '../../workflows/stages.js'
import { startPipeline } from '../../workflows/start-pipeline.js'
import { chooseProbe, planWork, probeVideos } from '../../planner/plan-work.js'
import { loadBudget, setBudget } from '../../planner/read-budget.js'
import type { BudgetView, WorkPlan } from '../../views/plans.js'
import { resumePaused } from '../../workflows/resume-paused.js'
import { editorProcedure, ownerProcedure, router, viewerProcedure } from '../procedures.js'

const Work = z.object({
  /** Some by their ids, all of them, or all that match. */
  videoIds: z.union([z.array(z.uuid()).min(1).max(1_000), z.literal('all'), VideoFilter]),
  stages: z.array(Stage).min(1),
  transport: z.enum(['direct', 'batch']).default('direct'),
  projectId: z.uuid().optional(),
})

export const pipelineRouter = router({
  start: editorProcedure.input(Work).mutation(async ({ ctx, input }): Promise<{ jobIds: string[] }> => ({
    jobIds: await startPipeline(ctx.services, input),
  })),

  /** Calls, tokens, cost and time, without a single call. */
  plan: viewerProcedure.input(Work).query(({ ctx, input }): Promise<WorkPlan> => planWork(ctx.services, input)),

  /** Sends a few of them ahead, so that the plan rests on something. What they cost is spent, and not twice. */
  probe: editorProcedure
    .input(Work.extend({ size: z.int().min(1).max(50).default(probeVideos) }))
    .mutation(async ({ ctx, input }): Promise<{ jobIds: string[] }> => {
      const videoIds = await chooseProbe(ctx.services, input, input.size)
      return { jobIds: await startPipeline(ctx.services, { ...input, videoIds }) }
    }),

  budget: viewerProcedure.query(({ ctx }): Promise<BudgetView> => loadBudget(ctx.services)),

  /** Null takes the limit away; the operator's stays. */
  setBudget: ownerProcedure
    .input(z.object({ limitUsd: z.number().nonnegative().max(10_000_000).nullable() }))
    .mutation(async ({ ctx, input }): Promise<BudgetView> => {
      await setBudget(ctx.services.db, input.limitUsd === null ? null : Math.round(input.limitUsd * 1_000_000))
      return loadBudget(ctx.services)
    }),

  /** Jobs that stopped for a reason outside of them go on where they were. */
  resume: editorProcedure
    .input(z.object({ projectId: z.uuid().optional() }))
    .mutation(async ({ ctx, input }): Promise<{ jobIds: string[] }> => ({
      jobIds: await resumePaused(ctx.services, input.projectId),
    })),
})
