/**
 * What a job worked on must not look busy after the job is over. Handlers write how their own work ended; this is
 * for a job that ended without its handler: cancelled in the queue, stopped in the middle, or lost with its worker.
 */
import { and, eq, inArray } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { captions, generations, evalRuns, exports as exportRows, trainingRuns, videos } from '../db/schema.js'
import type { Job } from './job.js'

type EndedJob = Pick<Job, 'kind' | 'subjectId' | 'state' | 'errorCode' | 'errorMessage' | 'errorAdvice'>

/** In the transaction that ends the job. Stored bytes stay, so that a retry has something to read. */
export async function endSubject(tx: Database, job: EndedJob): Promise<void> {
  const { kind, subjectId, state } = job
  if (subjectId === null || (state !== 'cancelled' && state !== 'failed')) return
  const { errorCode, errorMessage, errorAdvice } = state === 'failed' ? job : cancelledAs[kind]
  if (kind === 'import')
    await tx
      .update(videos)
      .set({ status: 'failed', errorCode, errorMessage, errorAdvice })
      .where(and(eq(videos.id, subjectId), eq(videos.status, 'importing')))
  if (kind === 'caption')
    // What was described stays; the next job takes it up where it was left.
    await tx
      .update(captions)
      .set({ status: 'incomplete', errorCode, errorMessage, errorAdvice })
      .where(and(eq(captions.videoId, subjectId), eq(captions.status, 'running')))
  if (kind === 'dialogues')
    await tx
      .update(generations)
      .set({ status: 'failed', errorCode, errorMessage })
      .where(and(eq(generations.videoId, subjectId), eq(generations.status, 'running')))
  if (kind === 'evaluate')
    await tx
      .update(evalRuns)
      .set({ status: state, errorCode, errorMessage })
      .where(and(eq(evalRuns.id, subjectId), inArray(evalRuns.status, ['queued', 'running'])))
  if (kind === 'training-log')
    await tx
      .update(trainingRuns)
      // Nobody reads its log any more; whether it goes on training is not known here.
      .set({ status: state === 'failed' ? 'failed' : 'registered', statusReason: errorMessage })
      .where(and(eq(trainingRuns.id, subjectId), inArray(trainingRuns.status, ['registered', 'running'])))
  if (kind === 'export')
    await tx
      .update(exportRows)
      .set({ status: 'failed', errorCode, errorMessage })
      .where(and(eq(exportRows.id, subjectId), eq(exportRows.status, 'running')))
}

const stopped = { errorCode: 'cancelled', errorMessage: 'Stopped at your request.', errorAdvice: 'Retry to go on.' }

const cancelledAs: Record<Job['kind'], Pick<EndedJob, 'errorCode' | 'errorMessage' | 'errorAdvice'>> = {
  import: {
    errorCode: 'import-cancelled',
    errorMessage: 'The import was cancelled before it was finished.',
    errorAdvice: 'Retry to import it after all; the file is still stored. Remove the video to free its space.',
  },
  sample: stopped,
  caption: stopped,
  dialogues: stopped,
  version: stopped,
  export: stopped,
  'training-log': {
    errorCode: 'cancelled',
    errorMessage: 'Its log is no longer followed.',
    errorAdvice: 'Follow it again to go on.',
  },
  evaluate: stopped,
  demo: stopped,
}
