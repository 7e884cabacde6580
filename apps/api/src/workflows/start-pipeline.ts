/** Sends videos through stages of the walk. A stage that is finished already is recognised by its job, and costs nothing. */
import { and, asc, eq, gt, inArray, notExists, sql, type SQL } from 'drizzle-orm'
import { jobs, videos } from '../db/schema.js'
import { matching, type VideoFilter } from '../queries/video-filter.js'
import type { Services } from '../services.js'
import { orderStages, type Stage } from './stages.js'

const videosPerTransaction = 200

export interface PipelineStart {
  videoIds: string[] | 'all' | VideoFilter
  stages: Stage[]
  /** By batch: half the price, answers within a day. */
  transport?: 'direct' | 'batch'
  projectId?: string
}

/** Videos that are not ready, or are in an unfinished job already, are left alone. */
export async function startPipeline(services: Services, input: PipelineStart): Promise<string[]> {
  const [first, ...rest] = orderStages(input.stages)
  if (first === undefined) return []
  const jobIds: string[] = []
  let after: string | undefined
  for (;;) {
    const started = await services.db.transaction(async (tx) => {
      const isBusy = tx
        .select({ one: sql`1` })
        .from(jobs)
        .where(and(eq(jobs.subjectId, videos.id), inArray(jobs.state, ['queued', 'running', 'waiting', 'paused'])))
      const batch = await tx
        .select({ id: videos.id, projectId: videos.projectId, name: videos.displayName })
        .from(videos)
        .where(
          and(
            inArray(videos.status, ['ready', 'partial']),
            whichVideos(input.videoIds),
            input.projectId ? eq(videos.projectId, input.projectId) : undefined,
            after ? gt(videos.id, after) : undefined,
            notExists(isBusy),
          ),
        )
        .orderBy(asc(videos.id))
        .limit(videosPerTransaction)
      for (const video of batch)
        jobIds.push(
          await services.jobs.enqueue(tx, {
            kind: first,
            projectId: video.projectId,
            subjectId: video.id,
            subjectName: video.name,
            payload: { stages: rest, ...(input.transport === 'batch' ? { transport: 'batch' } : {}) },
          }),
        )
      return batch
    })
    if (started.length < videosPerTransaction) return jobIds
    after = started.at(-1)!.id
  }
}

export function whichVideos(which: PipelineStart['videoIds']): SQL | undefined {
  if (which === 'all') return undefined
  return Array.isArray(which) ? inArray(videos.id, which) : matching(which)
}
