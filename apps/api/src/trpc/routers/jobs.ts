/** Jobs: the list, one of them, stop, try again, and the live stream. */
import { tracked } from '@trpc/server'
import * as z from 'zod'
import { listJobs, loadJob } from '../../queries/jobs.js'
import { PageInput } from '../../queries/pages.js'
import type { JobEventView, JobView } from '../../views/jobs.js'
import type { Page } from '../../views/page.js'
import { found } from '../found.js'
import { editorProcedure, router, viewerProcedure } from '../procedures.js'

const kinds = [
  'import',
  'sample',
  'caption',
  'dialogues',
  'version',
  'export',
  'training-log',
  'evaluate',
  'demo',
] as const
const states = ['queued', 'running', 'waiting', 'paused', 'done', 'partial', 'failed', 'cancelled', 'open'] as const
const ById = z.object({ id: z.uuid() })

export const jobsRouter = router({
  list: viewerProcedure
    .input(
      PageInput.extend({
        projectId: z.uuid().optional(),
        subjectId: z.uuid().optional(),
        kind: z.enum(kinds).optional(),
        /** `open` is every state that is not over. */
        state: z.enum(states).optional(),
      }),
    )
    .query(({ ctx, input }): Promise<Page<JobView>> => listJobs(ctx.services.db, input, input)),

  get: viewerProcedure
    .input(ById)
    .query(async ({ ctx, input }): Promise<JobView> => found(await loadJob(ctx.services.db, input.id), 'This job')),

  cancel: editorProcedure.input(ById).mutation(async ({ ctx, input }): Promise<JobView> => {
    found(await loadJob(ctx.services.db, input.id), 'This job')
    await ctx.services.jobs.cancel(input.id)
    return found(await loadJob(ctx.services.db, input.id), 'This job')
  }),

  retry: editorProcedure.input(ById).mutation(async ({ ctx, input }): Promise<JobView> => {
    found(await loadJob(ctx.services.db, input.id), 'This job')
    await ctx.services.jobs.retry(input.id)
    return found(await loadJob(ctx.services.db, input.id), 'This job')
  }),

  /** `lastEventId` is what a client sends when it comes back; it then misses nothing. */
  events: viewerProcedure
    .input(
      z.object({
        projectId: z.uuid().optional(),
        jobId: z.uuid().optional(),
        lastEventId: z
          .string()
          .regex(/^\d{1,15}$/)
          .nullish(),
      }),
    )
    .subscription(async function* ({ ctx, input, signal }) {
      const stop = signal ?? new AbortController().signal
      const afterId = input.lastEventId ? Number(input.lastEventId) : undefined
      const { jobId, projectId } = input
      for await (const event of ctx.services.events.subscribe({ afterId, jobId, projectId }, stop)) {
        const job = await loadJob(ctx.services.db, event.jobId)
        if (!job) continue
        const view: JobEventView = { jobId: event.jobId, kind: event.kind, data: event.data, job }
        yield tracked(String(event.id), view)
      }
    }),
})
