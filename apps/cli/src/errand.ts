/**
 * Something we wait for: a job and the ones it leads to. A finished stage enqueues the next in the transaction
 * that marks it done, so an errand is over once its newest job is over and no newer one exists.
 */
import type { CostView, JobView } from '@video2roleplay/api'
import type { Api } from './server.js'

export interface Errand {
  name: string
  /** What its jobs are about; null where one job is all there is. */
  subjectId: string | null
  /** Newest first seen last. */
  jobs: Map<string, JobView>
  current: JobView
  isOver: boolean
}

export function newErrand(job: JobView): Errand {
  return {
    name: job.subjectName ?? `${job.kind} ${job.id.slice(0, 8)}`,
    subjectId: job.subjectId,
    jobs: new Map([[job.id, job]]),
    current: job,
    isOver: false,
  }
}

/** A paused one waits for a person: nothing more happens by itself. */
const over = new Set<JobView['state']>(['done', 'partial', 'paused', 'failed', 'cancelled'])
export const isJobOver = (job: JobView): boolean => over.has(job.state)

/** Takes in what is known of a job; true where the job belongs to the errand. */
export function observe(errand: Errand, job: JobView): boolean {
  const isOurs =
    errand.jobs.has(job.id) ||
    (errand.subjectId !== null && job.subjectId === errand.subjectId && job.id > errand.current.id)
  if (!isOurs) return false
  errand.jobs.set(job.id, job)
  if (job.id >= errand.current.id) errand.current = job
  return true
}

/** Asks whether a newer job followed; marks the errand as over where none did. */
export async function settle(errand: Errand, api: Api): Promise<void> {
  if (!isJobOver(errand.current)) return
  if (errand.subjectId !== null) {
    const page = await api.jobs.list.query({ subjectId: errand.subjectId, limit: 20 })
    for (const job of page.items.toSorted((a, b) => (a.id < b.id ? -1 : 1))) observe(errand, job)
  }
  errand.isOver = isJobOver(errand.current)
}

export function costOf(errands: Iterable<Errand>): CostView & { isRehearsal: boolean } {
  const jobs = [...errands].flatMap((errand) => [...errand.jobs.values()])
  const known = jobs.flatMap((job) => (job.cost.microUsd === null ? [] : [job.cost.microUsd]))
  const sum = (read: (cost: CostView) => number) => jobs.reduce((total, job) => total + read(job.cost), 0)
  return {
    microUsd: known.length === 0 ? null : known.reduce((total, each) => total + each, 0),
    calls: sum((cost) => cost.calls),
    replayed: sum((cost) => cost.replayed),
    unknown: sum((cost) => cost.unknown),
    isRehearsal: jobs.some((job) => job.isRehearsal),
  }
}
