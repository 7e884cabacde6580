/** Waits until nothing is to be done about some things any more, while other workers do it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { and, desc, eq, inArray } from 'drizzle-orm'
import { jobs } from '../../db/schema.js'
import { ApiError } from '../../errors.js'
import type { JobContext } from '../../jobs/job.js'

const lookEveryMs = 300

/** @throws ApiError where the last job about one of them failed: the demo cannot be whole. */
export async function waitForJobs(context: JobContext, subjectIds: string[]): Promise<void> {
  const { db } = context.services
  for (;;) {
    context.signal.throwIfAborted()
    const open = await db
      .select({ id: jobs.id })
      .from(jobs)
      .where(and(inArray(jobs.subjectId, subjectIds), inArray(jobs.state, ['queued', 'running', 'waiting'])))
      .limit(1)
    if (open.length === 0) break
    await sleep(lookEveryMs, undefined, { signal: context.signal })
  }
  for (const subjectId of subjectIds) {
    const [last] = await db.select().from(jobs).where(eq(jobs.subjectId, subjectId)).orderBy(desc(jobs.id)).limit(1)
    if (last?.state === 'failed' || last?.state === 'cancelled')
      throw new ApiError(
        'conflict',
        `${last.subjectName ?? 'A part of the demo'}: ${last.errorMessage ?? 'it was stopped'}`,
        {
          advice: 'Look at the job that failed, try it again, then try the demo again.',
        },
      )
  }
}
