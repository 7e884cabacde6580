/** Puts every paused job back into the queue; what it did so far is kept, and what it paid for is not paid again. */
import { and, asc, eq } from 'drizzle-orm'
import { jobs } from '../db/schema.js'
import type { Services } from '../services.js'

export async function resumePaused(services: Services, projectId?: string): Promise<string[]> {
  const rows = await services.db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.state, 'paused'), projectId ? eq(jobs.projectId, projectId) : undefined))
    .orderBy(asc(jobs.id))
  for (const { id } of rows) await services.jobs.retry(id)
  return rows.map(({ id }) => id)
}
