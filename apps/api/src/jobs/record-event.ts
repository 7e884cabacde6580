/** Writes one line of a job's story, in the transaction that makes it true. */
import type { Database } from '../db/database.js'
import { jobEvents } from '../db/schema.js'
import type { JobEvent } from './job.js'

export async function recordEvent(
  db: Database,
  jobId: string,
  kind: JobEvent['kind'],
  data: Record<string, unknown>,
): Promise<void> {
  await db.insert(jobEvents).values({ jobId, kind, data })
}
