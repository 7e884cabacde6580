/**
 * A delivery is the queue's ticket for one attempt at a job. A job names the ticket that counts; whoever comes
 * with an older one finds nothing to do.
 */
import { eq, sql } from 'drizzle-orm'
import { fromDrizzle, type PgBoss } from 'pg-boss'
import { v7 } from 'uuid'
import type { Transaction } from '../db/database.js'
import { jobs } from '../db/schema.js'
import type { JobKind } from './job.js'

/** Ticket and row in the caller's transaction. The delay is counted by the database's clock. */
export async function deliver(
  boss: PgBoss,
  tx: Transaction,
  job: { id: string; kind: JobKind },
  afterSeconds = 0,
): Promise<void> {
  const deliveryId = v7()
  await tx.update(jobs).set({ deliveryId }).where(eq(jobs.id, job.id))
  await boss.send(job.kind, { jobId: job.id }, { id: deliveryId, startAfter: afterSeconds, db: bossDatabase(tx) })
}

export async function withdraw(boss: PgBoss, tx: Transaction, job: { kind: JobKind; deliveryId: string | null }) {
  if (job.deliveryId !== null) await boss.deleteJob(job.kind, job.deliveryId, { db: bossDatabase(tx) })
}

function bossDatabase(tx: Transaction) {
  return fromDrizzle(tx as unknown as Parameters<typeof fromDrizzle>[0], sql)
}
