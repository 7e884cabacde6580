/** Every way in which a claim ends. Each is written only while the epoch is still ours. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { jobEvents, jobs } from '../db/schema.js'
import { endSubject } from './end-of-subject.js'
import type { Job, JobState } from './job.js'
import { recordEvent } from './record-event.js'

export interface Settlement {
  state: Exclude<JobState, 'running'>
  result?: Record<string, unknown>
  errorCode?: string
  errorMessage?: string
  errorAdvice?: string | null
  /** For `waiting`. */
  afterSeconds?: number
  /** For a job given back unfinished: the attempt does not count. */
  attempt?: number
}

/** False where the job was taken over, given back or finished meanwhile: nothing was changed. */
export async function settleJob(
  tx: Database,
  held: Pick<Job, 'id' | 'epoch'>,
  settlement: Settlement,
  from: JobState[] = ['running'],
): Promise<boolean> {
  const { state, afterSeconds, result, ...rest } = settlement
  const isOver = state !== 'queued' && state !== 'waiting' && state !== 'paused'
  const [settled] = await tx
    .update(jobs)
    .set({
      ...rest,
      state,
      ...(result === undefined ? {} : { result }),
      worker: null,
      leaseUntil: null,
      runAfter: afterSeconds === undefined ? null : sql`now() + make_interval(secs => ${afterSeconds})`,
      elapsedSeconds: sql`extract(epoch from now() - ${jobs.startedAt})`,
      ...(isOver ? { finishedAt: sql`now()` } : {}),
    })
    .where(and(eq(jobs.id, held.id), eq(jobs.epoch, held.epoch), inArray(jobs.state, from)))
    .returning()
  if (settled === undefined) return false
  // The way there is of no interest any more, and a long evaluation would leave thousands of rows.
  if (isOver) await tx.delete(jobEvents).where(and(eq(jobEvents.jobId, held.id), eq(jobEvents.kind, 'progress')))
  await endSubject(tx, settled)
  await recordEvent(tx, held.id, 'state', { state, attempt: settled.attempt, errorCode: settled.errorCode })
  return true
}
