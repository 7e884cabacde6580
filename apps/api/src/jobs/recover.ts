/**
 * With PGlite this process is the only worker, so a job that runs at start has lost its worker: it is taken up
 * at once, without waiting for the queue to notice.
 */
import { eq } from 'drizzle-orm'
import type { PgBoss } from 'pg-boss'
import type { Database } from '../db/database.js'
import { jobs } from '../db/schema.js'
import { deliver, withdraw } from './deliver.js'

export async function recoverJobs(db: Database, boss: PgBoss): Promise<void> {
  await db.transaction(async (tx) => {
    const orphans = await tx.select().from(jobs).where(eq(jobs.state, 'running'))
    for (const job of orphans) {
      await withdraw(boss, tx, job)
      await deliver(boss, tx, job)
    }
  })
}
