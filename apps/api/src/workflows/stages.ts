/** The chain of a video's jobs: each finished stage enqueues the next in the transaction that marks it done. */
import * as z from 'zod'
import type { Transaction } from '../db/database.js'
import type { Job } from '../jobs/job.js'
import type { JobQueue } from '../jobs/queue.js'

export const Stage = z.enum(['sample', 'caption', 'dialogues'])
export type Stage = z.infer<typeof Stage>

/** In the order of the walk, each once, whatever order they were asked for in. */
export function orderStages(stages: readonly Stage[]): Stage[] {
  return Stage.options.filter((stage) => stages.includes(stage))
}

/** What is still to come after this job. A payload of an older version may not say: then it is nothing. */
export const StagePayload = z.object({ stages: z.array(Stage).default([]) })

export async function enqueueNext(tx: Transaction, queue: JobQueue, job: Job, stages: Stage[]): Promise<void> {
  const [next, ...rest] = stages
  if (next === undefined || job.subjectId === null) return
  await queue.enqueue(tx, {
    kind: next,
    projectId: job.projectId,
    subjectId: job.subjectId,
    subjectName: job.subjectName ?? undefined,
    payload: { stages: rest, ...(job.payload['transport'] === 'batch' ? { transport: 'batch' } : {}) },
  })
}
