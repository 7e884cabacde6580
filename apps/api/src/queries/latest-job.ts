/** The job to show beside a thing: the one that is not over, else the newest. A lateral join for any list. */
import { desc, eq, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Database } from '../db/database.js'
import { jobs } from '../db/schema.js'

export function latestJob(db: Database, subjectId: AnyPgColumn) {
  const job = db
    .select({
      id: jobs.id,
      kind: jobs.kind,
      state: jobs.state,
      done: jobs.progressDone,
      total: jobs.progressTotal,
      label: jobs.progressLabel,
    })
    .from(jobs)
    .where(eq(jobs.subjectId, subjectId))
    .orderBy(sql`${jobs.state} in ('queued', 'running', 'waiting', 'paused') desc`, desc(jobs.id))
    .limit(1)
    .as('latest_job')
  const { id, kind, state, done, total, label } = job
  return { job, glance: { id, kind, state, done, total, label } }
}
