/**
 * What happens to jobs, as a stream that any process can follow and take up again by event id.
 *
 * One poll per process serves all its listeners, and none runs while nobody listens. Ids are given before
 * transactions commit, so a smaller id may appear after a larger one: the last seconds are read again, and
 * what was told already is not told twice.
 */
import { and, asc, eq, gt, max, type SQL } from 'drizzle-orm'
import type { Logger } from 'pino'
import type { Database } from '../db/database.js'
import { jobEvents, jobs } from '../db/schema.js'
import { ApiError } from '../errors.js'
import type { JobEvent } from './job.js'

export interface JobEventFilter {
  afterId?: number
  jobId?: string
  projectId?: string
}

export type StreamedEvent = Pick<JobEvent, 'id' | 'jobId' | 'kind' | 'data'>

export interface JobEvents {
  /**
   * Events after `afterId` (or from now on), in order, until the signal aborts. With `jobId` or `projectId`
   * only theirs.
   */
  subscribe(filter: JobEventFilter, signal: AbortSignal): AsyncIterable<StreamedEvent>
}

type Row = StreamedEvent & { projectId: string }

interface Listener {
  filter: JobEventFilter
  buffer: Row[]
  wake: () => void
}

const pollEveryMs = 250
const readAgainMs = 3000
const pageSize = 1000
/** A listener this far behind is sent away; it comes back with its last event id. */
const maxBuffer = 20_000

export function createJobEvents(db: Database, log: Logger): JobEvents {
  const listeners = new Set<Listener>()
  /** Ids above the floor that were told, with the time. */
  const told = new Map<number, number>()
  let floor = 0
  let polling: Promise<void> | null = null

  async function poll(): Promise<void> {
    while (listeners.size > 0) {
      try {
        const rows = await readEvents(db, gt(jobEvents.id, floor))
        for (const row of rows) {
          if (told.has(row.id)) continue
          told.set(row.id, Date.now())
          for (const listener of listeners) offer(listener, row)
        }
        raiseFloor(rows.length === pageSize ? Number.POSITIVE_INFINITY : Date.now() - readAgainMs)
      } catch (error) {
        log.warn({ error }, 'job events could not be read')
      }
      await new Promise((resolve) => setTimeout(resolve, pollEveryMs))
    }
    polling = null
  }

  function raiseFloor(toldBefore: number): void {
    for (const [id, time] of told) {
      if (time > toldBefore) continue
      floor = Math.max(floor, id)
      told.delete(id)
    }
  }

  async function listen(listener: Listener): Promise<void> {
    if (polling === null) {
      const latest = await latestId(db)
      // Another listener may have come while we asked, and the poll it started knows better.
      if (polling === null) floor = latest
    }
    listeners.add(listener)
    polling ??= poll()
  }

  async function* subscribe(filter: JobEventFilter, signal: AbortSignal): AsyncGenerator<StreamedEvent> {
    const listener: Listener = { filter, buffer: [], wake: () => undefined }
    const onAbort = () => listener.wake()
    signal.addEventListener('abort', onAbort)
    try {
      await listen(listener)
      const replayed = new Set<number>()
      for (let afterId = filter.afterId; afterId !== undefined;) {
        const page = await readEvents(db, gt(jobEvents.id, afterId), filter)
        for (const row of page) {
          replayed.add(row.id)
          yield toStreamed(row)
        }
        afterId = page.length === pageSize ? page.at(-1)?.id : undefined
      }
      while (!signal.aborted) {
        for (const row of listener.buffer.splice(0)) if (!replayed.has(row.id)) yield toStreamed(row)
        if (listener.buffer.length >= maxBuffer) throw new ApiError('queue-closed', 'The listener fell too far behind.')
        if (listener.buffer.length === 0 && !signal.aborted)
          await new Promise<void>((resolve) => {
            listener.wake = resolve
          })
      }
    } finally {
      signal.removeEventListener('abort', onAbort)
      listeners.delete(listener)
    }
  }

  return { subscribe }
}

function offer(listener: Listener, row: Row): void {
  const { jobId, projectId } = listener.filter
  if (jobId !== undefined && row.jobId !== jobId) return
  if (projectId !== undefined && row.projectId !== projectId) return
  if (listener.buffer.length < maxBuffer) listener.buffer.push(row)
  listener.wake()
}

async function readEvents(db: Database, range: SQL, filter: JobEventFilter = {}): Promise<Row[]> {
  return db
    .select({
      id: jobEvents.id,
      jobId: jobEvents.jobId,
      kind: jobEvents.kind,
      data: jobEvents.data,
      projectId: jobs.projectId,
    })
    .from(jobEvents)
    .innerJoin(jobs, eq(jobs.id, jobEvents.jobId))
    .where(
      and(
        range,
        filter.jobId === undefined ? undefined : eq(jobEvents.jobId, filter.jobId),
        filter.projectId === undefined ? undefined : eq(jobs.projectId, filter.projectId),
      ),
    )
    .orderBy(asc(jobEvents.id))
    .limit(pageSize)
}

async function latestId(db: Database): Promise<number> {
  const [row] = await db.select({ id: max(jobEvents.id) }).from(jobEvents)
  return row?.id ?? 0
}

function toStreamed({ id, jobId, kind, data }: Row): StreamedEvent {
  return { id, jobId, kind, data }
}
