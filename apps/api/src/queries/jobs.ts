/** Jobs with their cost: one query, the ledger joined by its index on the job. */
import { and, desc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { jobs, modelCalls } from '../db/schema.js'
import type { JobKind, JobState, JobView } from '../views/jobs.js'
import type { Page } from '../views/page.js'
import { costColumns, toCost } from './cost.js'
import { failureOfRow } from './failure-of-row.js'
import { pageById, type PageRequest } from './pages.js'

export interface JobFilter {
  projectId?: string
  subjectId?: string
  kind?: JobKind
  state?: JobState | 'open'
}

const openStates: JobState[] = ['queued', 'running', 'waiting']

export function listJobs(db: Database, filter: JobFilter, page: PageRequest): Promise<Page<JobView>> {
  return pageById(page, jobs.id, (begin, limit) =>
    selectJobs(
      db,
      and(
        filter.projectId ? eq(jobs.projectId, filter.projectId) : undefined,
        filter.subjectId ? eq(jobs.subjectId, filter.subjectId) : undefined,
        filter.kind ? eq(jobs.kind, filter.kind) : undefined,
        filter.state === 'open' ? inArray(jobs.state, openStates) : undefined,
        filter.state && filter.state !== 'open' ? eq(jobs.state, filter.state) : undefined,
        begin,
      ),
      limit,
    ),
  )
}

export async function loadJob(db: Database, id: string): Promise<JobView | null> {
  return (await selectJobs(db, eq(jobs.id, id), 1))[0] ?? null
}

export async function selectJobs(db: Database, where: SQL | undefined, limit: number): Promise<JobView[]> {
  const cost = db.select(costColumns).from(modelCalls).where(eq(modelCalls.jobId, jobs.id)).as('cost')
  const rows = await db
    .select({
      job: jobs,
      calls: cost.calls,
      microUsd: cost.microUsd,
      unknown: cost.unknown,
      isRehearsal: cost.isRehearsal,
      elapsed: sql<number | null>`extract(epoch from coalesce(${jobs.finishedAt}, now()) - ${jobs.startedAt})`.mapWith(
        Number,
      ),
    })
    .from(jobs)
    .leftJoinLateral(cost, sql`true`)
    .where(where)
    .orderBy(desc(jobs.id))
    .limit(limit)
  return rows.map(({ job, elapsed, ...row }) => ({
    id: job.id,
    projectId: job.projectId,
    kind: job.kind,
    state: job.state,
    subjectId: job.subjectId,
    subjectName: job.subjectName,
    progress: { done: job.progressDone, total: job.progressTotal, label: job.progressLabel },
    error: failureOfRow(job),
    attempt: job.attempt,
    worker: job.worker,
    createdAt: job.createdAt.toISOString(),
    startedAt: job.startedAt?.toISOString() ?? null,
    finishedAt: job.finishedAt?.toISOString() ?? null,
    runAfter: job.state === 'waiting' ? (job.runAfter?.toISOString() ?? null) : null,
    isCancelRequested: job.cancelRequestedAt !== null,
    elapsedSeconds: elapsed,
    // The steps of the demo take very different times.
    etaSeconds: job.kind === 'demo' ? null : etaSeconds(job.state, job.progressDone, job.progressTotal, elapsed),
    cost: toCost(row, replayedIn(job.result)),
    isRehearsal: row.isRehearsal ?? false,
    result: job.result,
  }))
}

/** Straight on from what is done; null where that says nothing. */
function etaSeconds(state: JobState, done: number, total: number | null, elapsed: number | null): number | null {
  if (state !== 'running' || total === null || elapsed === null || done <= 0 || done > total) return null
  return (elapsed / done) * (total - done)
}

/** What the last attempt reported; a replay leaves no row of its own. */
function replayedIn(result: Record<string, unknown> | null): number {
  const replayed = result?.['replayed']
  return typeof replayed === 'number' ? replayed : 0
}
