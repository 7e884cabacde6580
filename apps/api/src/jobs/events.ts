/** What happens to jobs, as a stream that any process can follow and take up again by event id. */
import type { JobEvent } from './job.js'

export interface JobEvents {
  /**
   * Events after `afterId` (or from now on), in order, until the signal aborts. With `jobId` or `projectId`
   * only theirs.
   */
  subscribe(
    filter: { afterId?: number; jobId?: string; projectId?: string },
    signal: AbortSignal,
  ): AsyncIterable<Pick<JobEvent, 'id' | 'jobId' | 'kind' | 'data'>>
}
