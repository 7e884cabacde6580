/** A job's progress, written at most four times a second however often it is told, and never out of turn. */
import { and, eq } from 'drizzle-orm'
import type { Logger } from 'pino'
import type { Database } from '../db/database.js'
import { jobs } from '../db/schema.js'
import type { Job } from './job.js'
import { recordEvent } from './record-event.js'

const intervalMs = 250

interface Progress {
  done: number
  total: number | null
  label?: string
}

export interface ProgressWriter {
  tell(progress: Progress): void
  warn(code: string, message: string): void
  /** Writes what is still to be written. */
  flush(): Promise<void>
}

export function createProgressWriter(db: Database, held: Pick<Job, 'id' | 'epoch'>, log: Logger): ProgressWriter {
  let latest: Progress | null = null
  let timer: NodeJS.Timeout | undefined
  let writtenAt = 0
  let writing: Promise<void> = Promise.resolve()

  /** One write after the other. A lost one is not worth ending a job for: the next says more. */
  function write(work: (tx: Database) => Promise<unknown>): void {
    writing = writing.then(async () => {
      try {
        await db.transaction(work)
      } catch (error) {
        log.warn({ jobId: held.id, error }, 'progress could not be written')
      }
    })
  }

  function writeLatest(): void {
    clearTimeout(timer)
    timer = undefined
    if (latest === null) return
    const { done, total, label } = latest
    latest = null
    writtenAt = Date.now()
    write(async (tx) => {
      const rows = await tx
        .update(jobs)
        .set({ progressDone: done, progressTotal: total, ...(label === undefined ? {} : { progressLabel: label }) })
        .where(and(eq(jobs.id, held.id), eq(jobs.epoch, held.epoch), eq(jobs.state, 'running')))
        .returning({ id: jobs.id })
      if (rows.length > 0) await recordEvent(tx, held.id, 'progress', { done, total, label: label ?? null })
    })
  }

  return {
    tell(progress) {
      latest = { ...latest, ...progress }
      timer ??= setTimeout(writeLatest, Math.max(0, writtenAt + intervalMs - Date.now()))
    },
    warn(code, message) {
      write((tx) => recordEvent(tx, held.id, 'warning', { code, message }))
    },
    async flush() {
      writeLatest()
      await writing
    },
  }
}
