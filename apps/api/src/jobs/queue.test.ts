import { eq } from 'drizzle-orm'
import { setTimeout as sleep } from 'node:timers/promises'
import { LlmError } from '@video2roleplay/llm'
import { afterEach, expect, test } from 'vitest'
import { eachDatabase, type DatabaseKind } from '../../test/databases.js'
import { startTestServices, type TestServicesOptions } from '../../test/services.js'
import { until } from '../../test/until.js'
import { jobEvents, jobs, modelCalls, projects } from '../db/schema.js'
import { ApiError } from '../errors.js'
import type { Services } from '../services.js'
import { claimJob } from './claim.js'
import type { Job, JobContext, JobHandler } from './job.js'
import { settleJob } from './settle.js'

let services: Services
afterEach(() => services?.close())

eachDatabase('the job queue', (database) => {
  test('does what was enqueued, and tells its story in order', async () => {
    await start(database, async ({ job, progress }) => {
      progress(1, 2, 'halfway')
      return { state: 'done', result: { saw: job.payload.word } }
    })
    const jobId = await enqueue({ word: 'hello' })
    const job = await ended(jobId)
    expect(job).toMatchObject({
      state: 'done',
      result: { saw: 'hello' },
      attempt: 1,
      progressDone: 1,
      progressTotal: 2,
      worker: null,
    })
    expect(job.elapsedSeconds).toBeGreaterThanOrEqual(0)
    expect(await story(jobId)).toEqual(['queued', 'running', 'done'])
  })

  test('knows nothing of a job whose transaction was rolled back', async () => {
    const done: string[] = []
    await start(database, async ({ job }) => {
      done.push(job.id)
      return { state: 'done' }
    })
    const projectId = await project()
    const rolledBack = services.db.transaction(async (tx) => {
      await services.jobs.enqueue(tx, { kind: 'export', projectId, payload: {} })
      throw new Error('changed my mind')
    })
    await expect(rolledBack).rejects.toThrow('changed my mind')
    const kept = await enqueue()
    await ended(kept)
    expect(done).toEqual([kept])
    expect(await services.db.select({ id: jobs.id }).from(jobs)).toEqual([{ id: kept }])
  })

  test('tries a retryable failure three times, and then says what it was', async () => {
    let attempts = 0
    await start(database, async () => {
      attempts++
      throw new LlmError('server-error', 'The endpoint answered 500.')
    })
    const job = await ended(await enqueue())
    expect(job).toMatchObject({
      state: 'failed',
      attempt: 3,
      errorCode: 'server-error',
      errorMessage: 'The endpoint answered 500.',
    })
    expect(job.errorAdvice).toMatch(/Retry later/)
    expect(attempts).toBe(3)
  })

  test('does not try again what cannot get better', async () => {
    let attempts = 0
    await start(database, async () => {
      attempts++
      throw new LlmError('unauthorized', 'The key was refused.')
    })
    expect(await ended(await enqueue())).toMatchObject({ state: 'failed', attempt: 1, errorCode: 'unauthorized' })
    expect(attempts).toBe(1)
  })

  test('gives the slot back while a job waits for its next attempt', async () => {
    const order: unknown[] = []
    await start(
      database,
      async ({ job }) => {
        order.push(job.payload.name)
        if (job.payload.name === 'patient' && job.attempt === 1)
          throw new LlmError('rate-limited', 'Slow down.', { retryAfterMs: 1500 })
        return { state: 'done' }
      },
      { retryDelay: undefined },
    )
    const patient = await enqueue({ name: 'patient' })
    await until(async () => (await read(patient)).state === 'waiting')
    expect(await read(patient)).toMatchObject({ errorCode: 'rate-limited', worker: null, runAfter: expect.any(Date) })
    await ended(await enqueue({ name: 'other' }))
    expect(await ended(patient)).toMatchObject({ state: 'done', attempt: 2, errorCode: null })
    expect(order).toEqual(['patient', 'other', 'patient'])
  })

  test('tells a running job to stop when a person cancels it', async () => {
    await start(database, ({ signal }) => forever(signal))
    const jobId = await enqueue()
    await until(async () => (await read(jobId)).state === 'running')
    await services.jobs.cancel(jobId)
    expect(await ended(jobId)).toMatchObject({ state: 'cancelled', errorCode: null })
  })

  test('hears of a cancellation that another process wrote', async () => {
    await start(database, ({ signal }) => forever(signal))
    const jobId = await enqueue()
    await until(async () => (await read(jobId)).state === 'running')
    await services.db.update(jobs).set({ cancelRequestedAt: new Date() }).where(eq(jobs.id, jobId))
    expect(await ended(jobId)).toMatchObject({ state: 'cancelled' })
  })

  test('never begins a job that was cancelled in the queue, and begins it when asked again', async () => {
    services = await startTestServices({ database })
    const jobId = await enqueue()
    await services.jobs.cancel(jobId)
    expect(await read(jobId)).toMatchObject({ state: 'cancelled', epoch: 0 })
    await services.jobs.retry(jobId)
    await services.jobs.start({ export: async () => ({ state: 'done' }) })
    expect(await ended(jobId)).toMatchObject({ state: 'done', attempt: 1 })
  })

  test('counts attempts anew when a person asks again', async () => {
    let isMended = false
    await start(database, async () => {
      if (!isMended) throw new LlmError('unauthorized', 'The key was refused.')
      return { state: 'done' }
    })
    const jobId = await enqueue()
    await ended(jobId)
    isMended = true
    await services.jobs.retry(jobId)
    await until(async () => (await read(jobId)).state === 'done')
    expect(await read(jobId)).toMatchObject({ attempt: 1, errorCode: null, errorMessage: null })
    await expect(services.jobs.retry(jobId)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('lets a worker whose claim was taken over change nothing', async () => {
    services = await startTestServices({ database })
    const jobId = await enqueue()
    const { deliveryId } = await read(jobId)
    const claim = { jobId, deliveryId: deliveryId ?? '', worker: 'first' }
    const first = await claimJob(services.db, claim)
    const second = await claimJob(services.db, { ...claim, worker: 'second' })
    expect(second).toMatchObject({ epoch: 2, worker: 'second', attempt: 1, takeovers: 1 })
    expect(await settleJob(services.db, first!, { state: 'done', result: { from: 'the dead' } })).toBe(false)
    expect(await read(jobId)).toMatchObject({ state: 'running', worker: 'second', result: null })
  })

  test('marks the calls of the worker before as possibly paid, the moment another one claims', async () => {
    services = await startTestServices({ database })
    const jobId = await enqueue()
    const { deliveryId } = await read(jobId)
    const claim = { jobId, deliveryId: deliveryId ?? '', worker: 'first' }
    await claimJob(services.db, claim)
    const call = { key: 'k', attempt: 1, model: 'm', endpoint: 'e', isRehearsal: false, purpose: 'p', promptId: 'p@1' }
    await services.db
      .insert(modelCalls)
      .values({ ...call, state: 'reserved', jobId, epoch: 1, requestedParameters: {}, messages: [] })
    await claimJob(services.db, { ...claim, worker: 'second' })
    expect(await services.db.select().from(modelCalls)).toMatchObject([{ state: 'unknown', errorCode: 'interrupted' }])
  })

  test('ends a handler at its next write once its claim is gone', async () => {
    const seen: unknown[] = []
    let letGo = () => {}
    const held = new Promise<void>((resolve) => (letGo = resolve))
    await start(database, async ({ fenced, signal }) => {
      await held
      try {
        await fenced(async (tx) => tx.insert(projects).values({ name: 'written by the dead' }))
      } catch (error) {
        seen.push((error as ApiError).code, signal.aborted)
        throw error
      }
      return { state: 'done' }
    })
    const jobId = await enqueue()
    await until(async () => (await read(jobId)).state === 'running')
    const { deliveryId } = await read(jobId)
    await claimJob(services.db, { jobId, deliveryId: deliveryId ?? '', worker: 'other' })
    letGo()
    await until(() => seen.length > 0)
    expect(seen).toEqual(['stale-lease', true])
    expect(await read(jobId)).toMatchObject({ state: 'running', worker: 'other', epoch: 2 })
    expect(await services.db.select().from(projects).where(eq(projects.name, 'written by the dead'))).toEqual([])
  })

  test('finishes a stage and enqueues the next in one transaction, or does neither', async () => {
    let isFirst = true
    await start(database, async (context) => {
      if (context.job.payload.name === 'next') return { state: 'done' }
      return context.finish({ state: 'done' }, async (tx) => {
        await services.jobs.enqueue(tx, { kind: 'export', projectId: context.job.projectId, payload: { name: 'next' } })
        if (!isFirst) return
        isFirst = false
        throw new LlmError('server-error', 'Broke in the middle.')
      })
    })
    await ended(await enqueue({ name: 'first' }))
    await until(async () => (await services.db.select().from(jobs)).every(({ state }) => state === 'done'))
    expect(await services.db.select().from(jobs)).toHaveLength(2)
  })

  test('gives its jobs back when the process goes away', async () => {
    await start(database, ({ signal }) => forever(signal))
    const jobId = await enqueue()
    await until(async () => (await read(jobId)).state === 'running')
    await services.jobs.stop()
    expect(await read(jobId)).toMatchObject({ state: 'queued', attempt: 0, worker: null })
  })

  test('follows events of one project only, and misses none when it comes back by id', async () => {
    await start(database, async ({ warn }) => {
      warn('odd', 'Something odd.')
      return { state: 'done' }
    })
    const projectId = await project()
    const other = await enqueue()
    const controller = new AbortController()
    const heard: { id: number; jobId: string; kind: string }[] = []
    const listening = (async () => {
      for await (const event of services.events.subscribe({ projectId }, controller.signal)) heard.push(event)
    })()
    await sleep(50)
    const jobId = await enqueue({}, projectId)
    await ended(jobId)
    await ended(other)
    await until(() => heard.filter(({ kind }) => kind === 'state').length === 3)
    controller.abort()
    await listening
    expect(heard.map(({ kind }) => kind)).toEqual(['state', 'state', 'warning', 'state'])
    expect(new Set(heard.map((event) => event.jobId))).toEqual(new Set([jobId]))

    const again = new AbortController()
    const missed: number[] = []
    for await (const event of services.events.subscribe({ projectId, afterId: heard[1]?.id }, again.signal)) {
      missed.push(event.id)
      if (missed.length === 2) again.abort()
    }
    expect(missed).toEqual(heard.slice(2).map(({ id }) => id))
  })

  test('writes progress at most four times a second, and the last of it always', async () => {
    await start(database, async ({ progress }) => {
      for (let done = 0; done <= 1000; done++) {
        progress(done, 1000)
        if (done % 100 === 0) await sleep(5)
      }
      return { state: 'partial' }
    })
    const controller = new AbortController()
    const jobId = await enqueue()
    let told = 0
    for await (const event of services.events.subscribe({ jobId, afterId: 0 }, controller.signal)) {
      if (event.kind === 'progress') told++
      if (event.data.state === 'partial') controller.abort()
    }
    expect(told).toBeLessThan(10)
    expect(await read(jobId)).toMatchObject({ state: 'partial', progressDone: 1000 })
  })
})

async function start(database: DatabaseKind, handler: JobHandler, work: TestServicesOptions['work'] = {}) {
  services = await startTestServices({ database, handlers: { export: handler }, work })
}

async function project(): Promise<string> {
  const [row] = await services.db
    .insert(projects)
    .values({ name: `Project ${Math.random()}` })
    .returning()
  return row!.id
}

async function enqueue(payload: Job['payload'] = {}, projectId?: string): Promise<string> {
  const id = projectId ?? (await project())
  return services.db.transaction((tx) => services.jobs.enqueue(tx, { kind: 'export', projectId: id, payload }))
}

async function read(jobId: string): Promise<Job> {
  const [row] = await services.db.select().from(jobs).where(eq(jobs.id, jobId))
  return row!
}

async function ended(jobId: string): Promise<Job> {
  await until(async () => (await read(jobId)).finishedAt !== null)
  return read(jobId)
}

async function story(jobId: string): Promise<unknown[]> {
  const rows = await services.db.select().from(jobEvents).where(eq(jobEvents.jobId, jobId)).orderBy(jobEvents.id)
  return rows.map(({ data }) => data.state)
}

/** Works until it is told to stop. */
function forever(signal: JobContext['signal']): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted somehow'))))
}
