/** A person's second try: every job about the video that failed or was stopped, and has not been done since. */
import { and, desc, eq, inArray } from 'drizzle-orm'
import { jobs } from '../db/schema.js'
import { ApiError } from '../errors.js'
import type { Services } from '../services.js'

export async function retryVideo(services: Services, videoId: string): Promise<{ jobIds: string[] }> {
  const newest = services.db
    .selectDistinctOn([jobs.kind], { id: jobs.id, state: jobs.state })
    .from(jobs)
    .where(eq(jobs.subjectId, videoId))
    .orderBy(jobs.kind, desc(jobs.id))
    .as('newest')
  const rows = await services.db
    .select({ id: newest.id })
    .from(newest)
    .where(and(inArray(newest.state, ['failed', 'cancelled', 'partial'])))
  if (rows.length === 0)
    throw new ApiError('invalid-input', 'Nothing about this video failed.', {
      advice: 'There is nothing to try again.',
    })
  for (const { id } of rows) await services.jobs.retry(id)
  return { jobIds: rows.map(({ id }) => id) }
}
