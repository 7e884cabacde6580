/** A house to walk through: real services with the real workflows, and a caller for every procedure. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { drawClip, type ClipOptions } from '@video2roleplay/sampler/testing'
import { asc, inArray } from 'drizzle-orm'
import { jobs, people, videos } from '../src/db/schema.js'
import type { Job } from '../src/jobs/job.js'
import type { Services } from '../src/services.js'
import { createAppCaller } from '../src/trpc/router.js'
import { jobHandlers } from '../src/workflows/handlers.js'
import type { DataSetVersionView } from '../src/views/data-sets.js'
import { writeReferenceRows } from '../src/workflows/reference-rows.js'
import { startTestServices, type TestServicesOptions } from './services.js'
import { until } from './until.js'

export interface House {
  services: Services
  api: ReturnType<typeof createAppCaller>
  /** Draws a video and returns its path. */
  draw(name: string, options: ClipOptions): Promise<string>
  /** Makes a data set version, or finds it, and waits for it. */
  makeVersion(input: { name: string; [setting: string]: unknown }): Promise<DataSetVersionView>
  /** Says of every video that it may be exported. */
  allowExports(): Promise<void>
  /** Waits until no job is queued, running or waiting; all jobs, oldest first. */
  settled(): Promise<Job[]>
  close(): Promise<void>
}

export async function openHouse(options: TestServicesOptions): Promise<House> {
  const services = await startTestServices({ handlers: jobHandlers, ...options })
  await writeReferenceRows(services.db)
  const [person] = await services.db.insert(people).values({ name: 'Ada', role: 'owner' }).returning()
  const folder = await mkdtemp(join(tmpdir(), 'v2r-clips-'))
  const api = createAppCaller({ services, person: person! })
  return {
    services,
    api,
    async makeVersion(input) {
      const { jobId } = await api.dataSets.createVersion(input)
      await until(async () => ['done', 'failed'].includes((await api.jobs.get({ id: jobId })).state))
      const { result, error } = await api.jobs.get({ id: jobId })
      if (!result) throw new Error(error?.message ?? 'The version was not made.')
      return api.dataSets.version({ id: String(result['versionId']) })
    },
    async allowExports() {
      await services.db.update(videos).set({ licence: 'CC0', consent: 'given' })
    },
    async draw(name, clip) {
      const path = join(folder, name)
      await drawClip(path, clip)
      return path
    },
    async settled() {
      for (;;) {
        const open = await services.db
          .select({ id: jobs.id })
          .from(jobs)
          .where(inArray(jobs.state, ['queued', 'running', 'waiting']))
        if (open.length === 0) return services.db.select().from(jobs).orderBy(asc(jobs.createdAt), asc(jobs.id))
        await sleep(50)
      }
    },
    async close() {
      await services.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
