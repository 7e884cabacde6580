/** The queue as the rest of the house sees it: our rows are the truth, pg-boss carries the tickets. */
import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { eq, sql } from 'drizzle-orm'
import type { PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { Transaction } from '../db/database.js'
import { jobs } from '../db/schema.js'
import { ApiError } from '../errors.js'
import type { Services } from '../services.js'
import { jobKinds } from './boss.js'
import { claimJob, renewLeases } from './claim.js'
import { deliver, withdraw } from './deliver.js'
import type { Job, JobHandlers, JobKind, NewJob } from './job.js'
import { recordEvent } from './record-event.js'
import { giveBack, runJob, type JobRun } from './run-job.js'
import { settleJob } from './settle.js'

export interface JobQueue {
  /** Row and delivery in the caller's transaction: rolled back together. Returns the job's id. */
  enqueue(tx: Transaction, job: NewJob): Promise<string>
  /** Queued, waiting and paused jobs end at once; a running one is told to stop, in whichever process it runs. */
  cancel(jobId: string): Promise<void>
  /** A person's second try of a failed, cancelled or partial job, or the resumption of a paused one. */
  retry(jobId: string): Promise<void>
  /** A waiting job need wait no longer. */
  wake(jobId: string): Promise<void>
  /** Begins to work on jobs in this process. */
  start(handlers: Partial<JobHandlers>, options?: StartOptions): Promise<void>
  /** Stops claiming, lets jobs finish or gives them back; at most 25 seconds. */
  stop(): Promise<void>
}

export interface StartOptions {
  concurrency?: Partial<Record<JobKind, number>>
  /** For tests: the wait before the next attempt. */
  retryDelay?: JobRun['retryDelay']
}

interface Running {
  job: Job
  controller: AbortController
  done: Promise<void>
}

/** A cancelled job hears of it within this time, wherever it runs; leases last 15 seconds. */
const watchEveryMs = 1000
/** Handlers have this long to come to an end once told; calls in flight get half of it to be answered. */
const stopWithinMs = 20_000

export function createJobQueue(deps: { services: () => Services; boss: PgBoss; log: Logger }): JobQueue {
  const { boss, log } = deps
  const worker = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`
  const running = new Map<string, Running>()
  let watch: NodeJS.Timeout | undefined
  let isStopping = false

  async function work(handlers: Partial<JobHandlers>, kind: JobKind, options: StartOptions): Promise<void> {
    const handler = handlers[kind]
    if (handler === undefined) return
    const localConcurrency = options.concurrency?.[kind] ?? defaultConcurrency(kind)
    const pace = { pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 2, heartbeatRefreshSeconds: 3 }
    await boss.work<{ jobId: string }>(kind, { localConcurrency, ...pace }, async ([delivery]) => {
      if (delivery === undefined) return
      if (isStopping) throw new ApiError('shutting-down', 'This worker is going away.')
      const services = deps.services()
      const job = await claimJob(services.db, { jobId: delivery.data.jobId, deliveryId: delivery.id, worker })
      if (job === null) return
      const controller = new AbortController()
      const done = runJob({ services, boss, job, handler, controller, log, retryDelay: options.retryDelay })
      running.set(job.id, { job, controller, done })
      if (isStopping) controller.abort(new ApiError('shutting-down', 'This worker is going away.'))
      try {
        await done
      } finally {
        if (running.get(job.id)?.job.epoch === job.epoch) running.delete(job.id)
      }
    })
  }

  function defaultConcurrency(kind: JobKind): number {
    const { env } = deps.services()
    if (kind === 'import' || kind === 'sample') return env.decodeJobs
    return kind === 'export' || kind === 'demo' ? 1 : env.modelJobs
  }

  /** Keeps our claims alive, and notices those that are not ours any more or not wanted any more. */
  async function watchRunning(): Promise<void> {
    if (running.size > 0) {
      try {
        const held = [...running.values()].map(({ job }) => ({ id: job.id, epoch: job.epoch }))
        const { lost, cancelled } = await renewLeases(deps.services().db, held)
        for (const id of lost) abort(id, held, new ApiError('stale-lease', 'Another worker has taken this job over.'))
        for (const id of cancelled) abort(id, held, new ApiError('cancelled', 'Stopped at your request.'))
      } catch (error) {
        log.warn({ error }, 'leases could not be renewed')
      }
    }
    if (watch !== undefined) watch = setTimeout(watchRunning, watchEveryMs)
  }

  function abort(id: string, held: { id: string; epoch: number }[], reason: ApiError): void {
    const current = running.get(id)
    if (held.some((claim) => claim.id === id && claim.epoch === current?.job.epoch)) current?.controller.abort(reason)
  }

  return {
    async enqueue(tx, job) {
      const [row] = await tx
        .insert(jobs)
        .values({ ...job, state: 'queued' })
        .returning({ id: jobs.id })
      if (row === undefined) throw new Error('The job was not stored.')
      await deliver(boss, tx, { id: row.id, kind: job.kind })
      await recordEvent(tx, row.id, 'state', { state: 'queued' })
      return row.id
    },

    async cancel(jobId) {
      await deps.services().db.transaction(async (tx) => {
        const job = await lockJob(tx, jobId)
        if (job.state === 'running')
          await tx
            .update(jobs)
            .set({ cancelRequestedAt: sql`now()` })
            .where(eq(jobs.id, jobId))
        else if (job.state === 'queued' || job.state === 'waiting' || job.state === 'paused') {
          await settleJob(tx, job, { state: 'cancelled' }, [job.state])
          await withdraw(boss, tx, job)
        }
      })
      running.get(jobId)?.controller.abort(new ApiError('cancelled', 'Stopped at your request.'))
    },

    async retry(jobId) {
      await deps.services().db.transaction(async (tx) => {
        const job = await lockJob(tx, jobId)
        if (job.state === 'queued' || job.state === 'running') return
        if (job.state === 'done') throw new ApiError('conflict', 'This job is finished; there is nothing to do again.')
        await tx
          .update(jobs)
          .set({
            state: 'queued',
            attempt: 0,
            takeovers: 0,
            requestedAt: sql`now()`,
            cancelRequestedAt: null,
            runAfter: null,
            startedAt: null,
            finishedAt: null,
            elapsedSeconds: null,
            errorCode: null,
            errorMessage: null,
            errorAdvice: null,
          })
          .where(eq(jobs.id, jobId))
        await withdraw(boss, tx, job)
        await deliver(boss, tx, job)
        await recordEvent(tx, jobId, 'state', { state: 'queued' })
      })
    },

    async wake(jobId) {
      await deps.services().db.transaction(async (tx) => {
        const job = await lockJob(tx, jobId)
        if (job.state !== 'waiting') return
        await withdraw(boss, tx, job)
        await deliver(boss, tx, job)
      })
    },

    async start(handlers, options = {}) {
      watch = setTimeout(watchRunning, watchEveryMs)
      for (const kind of jobKinds) await work(handlers, kind, options)
    },

    async stop() {
      if (isStopping) return
      isStopping = true
      for (const { controller } of running.values())
        controller.abort(new ApiError('shutting-down', 'This worker is going away.'))
      await Promise.all(jobKinds.map((kind) => boss.offWork(kind, { wait: false })))
      const finished = Promise.allSettled([...running.values()].map(({ done }) => done))
      await Promise.race([finished, sleep(stopWithinMs, undefined, { ref: false })])
      for (const { job } of running.values()) await giveBack(deps.services(), boss, job)
      clearTimeout(watch)
      watch = undefined
    },
  }
}

async function lockJob(tx: Transaction, jobId: string): Promise<Job> {
  const [job] = await tx.select().from(jobs).where(eq(jobs.id, jobId)).for('update')
  if (job === undefined) throw new ApiError('not-found', 'There is no such job.')
  return job
}
