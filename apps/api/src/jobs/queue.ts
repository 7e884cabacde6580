/** The queue as the rest of the house sees it. */
import type { Transaction } from '../db/database.js'
import type { JobHandlers, JobKind, NewJob } from './job.js'

export interface JobQueue {
  /** Row and delivery in the caller's transaction: rolled back together. Returns the job's id. */
  enqueue(tx: Transaction, job: NewJob): Promise<string>
  /** Queued and waiting jobs end at once; a running one is told to stop, in whichever process it runs. */
  cancel(jobId: string): Promise<void>
  /** A person's second try of a failed, cancelled or partial job: attempts are counted anew. */
  retry(jobId: string): Promise<void>
  /** Begins to work on jobs in this process. */
  start(handlers: Partial<JobHandlers>, options?: { concurrency?: Partial<Record<JobKind, number>> }): Promise<void>
  /** Stops claiming, lets jobs finish or gives them back; at most 25 seconds. */
  stop(): Promise<void>
}
