/**
 * Does one claimed job: calls its handler with everything it may need, and writes down how it ended. What is
 * retryable waits for its next attempt with its slot given back; what lacks money pauses until a person resumes it;
 * what is neither fails with a sentence and an advice; a lost claim ends without a word.
 */
import { LlmError } from '@video2roleplay/llm'
import { and, eq } from 'drizzle-orm'
import type { PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { Transaction } from '../db/database.js'
import { jobs } from '../db/schema.js'
import { ApiError } from '../errors.js'
import { toFailure } from '../failure.js'
import type { Services } from '../services.js'
import { deliver } from './deliver.js'
import type { Job, JobContext, JobHandler, JobOutcome } from './job.js'
import { createProgressWriter, type ProgressWriter } from './progress.js'
import { maxAttempts, retryDelaySeconds } from './retry-delay.js'
import { settleJob } from './settle.js'

export interface JobRun {
  services: Services
  boss: PgBoss
  job: Job
  handler: JobHandler
  controller: AbortController
  log: Logger
  retryDelay?: typeof retryDelaySeconds
}

export async function runJob(run: JobRun): Promise<void> {
  const { job, controller, log, services } = run
  const progress = createProgressWriter(services.db, job, log)
  const { context, isFinished } = createContext(run, progress)
  let outcome: JobOutcome
  try {
    outcome = await run.handler(context)
  } catch (error) {
    await progress.flush()
    if (!isFinished()) await settleFailure(run, controller.signal.aborted ? controller.signal.reason : error)
    return
  }
  await progress.flush()
  if (!isFinished()) await services.db.transaction((tx) => settleJob(tx, job, outcome))
}

function createContext(run: JobRun, progress: ProgressWriter): { context: JobContext; isFinished: () => boolean } {
  const { services, job, controller } = run
  let isFinished = false

  async function fenced<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return services.db.transaction(async (tx) => {
      const [held] = await tx
        .update(jobs)
        .set({ worker: job.worker })
        .where(and(eq(jobs.id, job.id), eq(jobs.epoch, job.epoch), eq(jobs.state, 'running')))
        .returning({ id: jobs.id })
      if (held === undefined) {
        const stale = new ApiError('stale-lease', 'Another worker has taken this job over.')
        controller.abort(stale)
        throw stale
      }
      return work(tx)
    })
  }

  const context: JobContext = {
    services,
    job,
    epoch: job.epoch,
    signal: controller.signal,
    fenced,
    async finish(outcome, work) {
      await progress.flush()
      await fenced(async (tx) => {
        await work?.(tx)
        await settleJob(tx, job, outcome)
      })
      isFinished = true
      return outcome
    },
    progress: (done, total, label) => progress.tell({ done, total, ...(label === undefined ? {} : { label }) }),
    warn: progress.warn,
    openModel: (row) =>
      services.models.open(row, {
        projectId: job.projectId,
        jobId: job.id,
        epoch: job.epoch,
        since: job.requestedAt,
        transport: job.payload['transport'] === 'batch' ? 'batch' : 'direct',
      }),
  }
  return { context, isFinished: () => isFinished }
}

async function settleFailure({ services, boss, job, log, retryDelay = retryDelaySeconds }: JobRun, error: unknown) {
  const code = error instanceof ApiError ? error.code : null
  if (code === 'stale-lease') return
  if (code === 'shutting-down') return giveBack(services, boss, job)
  if (code === 'cancelled') {
    await services.db.transaction((tx) => settleJob(tx, job, { state: 'cancelled' }))
    return
  }
  const failure = toFailure(error)
  if (failure.code === 'internal') log.error({ jobId: job.id, kind: job.kind, error }, 'a job broke')
  const reason = { errorCode: failure.code, errorMessage: failure.message, errorAdvice: failure.advice }
  await services.db.transaction(async (tx) => {
    if (failure.code === 'in-batch') {
      // Whoever collects the batch wakes it; that it had to wait is no attempt.
      await settleJob(tx, job, { state: 'waiting', attempt: Math.max(0, job.attempt - 1), ...reason })
      return
    }
    if (pausing.has(failure.code)) {
      await settleJob(tx, job, { state: 'paused', ...reason })
      return
    }
    // A pause that was known before the call was made says nothing about the job: it is no attempt.
    const isPause = error instanceof LlmError && error.isPause
    if (!isPause && (!failure.isRetryable || job.attempt >= maxAttempts)) {
      await settleJob(tx, job, { state: 'failed', ...reason })
      return
    }
    const afterSeconds = retryDelay(job.attempt, failure.retryAfterMs)
    const attempt = isPause ? Math.max(0, job.attempt - 1) : job.attempt
    if (await settleJob(tx, job, { state: 'waiting', attempt, afterSeconds, ...reason }))
      await deliver(boss, tx, job, afterSeconds)
  })
}

/** Nothing is wrong with the job: it goes on once a person has seen to what is outside of it. */
const pausing = new Set(['budget-exhausted', 'price-unknown', 'quota-exhausted'])

/** Unfinished, for another worker or a later start; what it did so far is kept. */
export async function giveBack(services: Pick<Services, 'db'>, boss: PgBoss, job: Job): Promise<void> {
  await services.db.transaction(async (tx) => {
    if (await settleJob(tx, job, { state: 'queued', attempt: Math.max(0, job.attempt - 1) }))
      await deliver(boss, tx, job)
  })
}
