/**
 * Claims a job for this worker: the epoch goes up by one, so that whoever held it before can write no more.
 * Leases count by the database's clock, never by ours.
 */
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { selectRows } from '../db/database.js'
import { jobs } from '../db/schema.js'
import { abandonReservations } from '../ledger/abandon-reservations.js'
import type { Job } from './job.js'
import { recordEvent } from './record-event.js'
import { settleJob } from './settle.js'

export const leaseSeconds = 15

/** A job that took this many workers with it is given up. */
const maxTakeovers = 10

/** The job, ours now; null where the delivery no longer counts or there is nothing left to do. */
export async function claimJob(
  db: Database,
  claim: { jobId: string; deliveryId: string; worker: string },
): Promise<Job | null> {
  return db.transaction(async (tx) => {
    const [found] = await tx
      .select()
      .from(jobs)
      .where(
        and(
          eq(jobs.id, claim.jobId),
          eq(jobs.deliveryId, claim.deliveryId),
          inArray(jobs.state, ['queued', 'waiting', 'running']),
        ),
      )
      .for('update')
    if (found === undefined) return null
    if (found.cancelRequestedAt !== null) {
      await settleJob(tx, found, { state: 'cancelled' }, [found.state])
      return null
    }
    const isTakeover = found.state === 'running'
    if (isTakeover && found.takeovers >= maxTakeovers) {
      await settleJob(tx, found, {
        state: 'failed',
        errorCode: 'worker-lost',
        errorMessage: `The worker was lost ${found.takeovers + 1} times while it did this job.`,
        errorAdvice: 'Look whether the machine runs out of memory, then retry.',
      })
      return null
    }
    const [job] = await tx
      .update(jobs)
      .set({
        state: 'running',
        epoch: found.epoch + 1,
        worker: claim.worker,
        leaseUntil: leaseEnd(),
        attempt: isTakeover ? found.attempt : found.attempt + 1,
        takeovers: isTakeover ? found.takeovers + 1 : found.takeovers,
        startedAt: sql`coalesce(${jobs.startedAt}, now())`,
        finishedAt: null,
        runAfter: null,
        errorCode: null,
        errorMessage: null,
        errorAdvice: null,
      })
      .where(eq(jobs.id, found.id))
      .returning()
    if (job === undefined) return null
    await abandonReservations(tx, { jobId: job.id })
    await recordEvent(tx, job.id, 'state', { state: 'running', attempt: job.attempt, isTakeover })
    return job
  })
}

/** Renews what is still ours, and says what no longer is and what a person wants stopped. */
export async function renewLeases(
  db: Database,
  held: { id: string; epoch: number }[],
): Promise<{ lost: string[]; cancelled: string[] }> {
  const claims = sql.join(
    held.map(({ id, epoch }) => sql`(${id}::uuid, ${epoch}::int)`),
    sql`, `,
  )
  const rows = await selectRows<{ id: string; isCancelled: boolean }>(
    db,
    sql`update jobs set lease_until = ${leaseEnd()} from (values ${claims}) as held (id, epoch)
        where jobs.id = held.id and jobs.epoch = held.epoch and jobs.state = 'running'
        returning jobs.id, jobs.cancel_requested_at is not null as "isCancelled"`,
  )
  const ours = new Set(rows.map((row) => row.id))
  return {
    lost: held.flatMap(({ id }) => (ours.has(id) ? [] : [id])),
    cancelled: rows.flatMap((row) => (row.isCancelled ? [row.id] : [])),
  }
}

function leaseEnd() {
  return sql<Date>`now() + make_interval(secs => ${leaseSeconds})`
}
