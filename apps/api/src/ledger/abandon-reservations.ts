/**
 * A reservation whose maker is gone becomes `unknown`: the call may have been paid, and nobody will say. It is
 * no longer in the way of the next attempt, and it is counted as what it is. Calls in a batch wait for their batch.
 */
import { and, eq, sql, type SQL } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { modelCalls } from '../db/schema.js'

/** No call lasts longer than its total deadline; whoever reserved one before that is gone. */
const marginSeconds = 60

/**
 * Of a job that was just claimed; of one key or of all, where the maker's job has moved on or its time is over;
 * or, when this process is the only one, of everybody.
 */
export async function abandonReservations(
  db: Database,
  which: { jobId: string } | { key?: string; totalSeconds: number } | 'all',
): Promise<number> {
  const rows = await db
    .update(modelCalls)
    .set({
      state: 'unknown',
      settledAt: sql`now()`,
      errorCode: 'interrupted',
      errorMessage: 'The process that made this call went away before the answer came. It may have been paid.',
    })
    .where(and(eq(modelCalls.state, 'reserved'), eq(modelCalls.transport, 'direct'), conditionOf(which)))
    .returning({ id: modelCalls.id })
  return rows.length
}

function conditionOf(which: Parameters<typeof abandonReservations>[1]): SQL | undefined {
  if (which === 'all') return undefined
  if ('jobId' in which) return eq(modelCalls.jobId, which.jobId)
  const isOverdue = sql`${modelCalls.createdAt} < now() - make_interval(secs => ${which.totalSeconds + marginSeconds})`
  const hasLostItsJob = sql`exists (
    select 1 from jobs where jobs.id = ${modelCalls.jobId}
    and (jobs.epoch <> ${modelCalls.epoch} or jobs.state <> 'running'))`
  return and(
    which.key === undefined ? undefined : eq(modelCalls.key, which.key),
    sql`(${isOverdue} or ${hasLostItsJob})`,
  )
}
