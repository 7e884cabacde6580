/**
 * Room 9 (§5.1–5.2): every response and judgement of a run is a row before the first call is made. Responses are
 * made, then judged, as far as they are not there yet; a score is stored as evidence and never as a total.
 *
 * An endpoint that fails leaves its rows to the next attempt. After the last one they say so, and the run is
 * incomplete: what has no score is counted as having none.
 */
import { eq, sql } from 'drizzle-orm'
import { evalRuns, judgements, models, responses } from '../db/schema.js'
import { ApiError } from '../errors.js'
import { toFailure } from '../failure.js'
import type { JobContext, JobHandler } from '../jobs/job.js'
import { maxAttempts } from '../jobs/retry-delay.js'
import { writeManifest } from './eval-manifest.js'
import { judgePending } from './judge-pending.js'
import { respondToPending } from './respond-to-pending.js'
import { countCalls, createCallLog, type CallLog } from './watched-model.js'
import type { WorkResult } from './work-through.js'

export type RunRow = typeof evalRuns.$inferSelect

export const evaluateRun: JobHandler = async (context) => {
  const { services, job } = context
  const [run] = await services.db
    .select()
    .from(evalRuns)
    .where(eq(evalRuns.id, job.subjectId ?? ''))
  if (!run) throw new ApiError('not-found', 'The evaluation run was removed meanwhile.')
  const calls = createCallLog()
  try {
    await setRun(context, run.id, { status: 'running', errorCode: null, errorMessage: null, finishedAt: null })
    await writeManifest(context, run)
    const answered = await respondToPending(context, run, calls)
    const judged = await judgePending(context, run, calls)
    return await endRun(context, run, calls, answered.failure ?? judged.failure)
  } catch (error) {
    await recordEnd(context, run, error)
    throw error
  }
}

async function endRun(context: JobContext, run: RunRow, calls: CallLog, failure: WorkResult['failure']) {
  const left = await countOpen(context, run.id)
  if (failure && willRetry(context, failure.error)) throw failure.error
  const isComplete = left.responses + left.judgements === 0
  if (failure && left.settled === 0) throw failure.error
  const reason = failure ? toFailure(failure.error) : undefined
  const set: Partial<RunRow> = {
    status: isComplete ? 'complete' : 'incomplete',
    errorCode: isComplete ? null : (reason?.code ?? 'incomplete'),
    errorMessage: isComplete ? null : (reason?.message ?? `${left.judgements} judgements are still to come.`),
  }
  const result = { ...countCalls(calls), open: { responses: left.responses, judgements: left.judgements } }
  return context.finish({ state: isComplete ? 'done' : 'partial', result }, async (tx) => {
    await tx
      .update(evalRuns)
      .set({ ...set, finishedAt: sql`now()` })
      .where(eq(evalRuns.id, run.id))
  })
}

export function willRetry(context: JobContext, error: unknown): boolean {
  return toFailure(error).isRetryable && context.job.attempt < maxAttempts
}

async function countOpen(context: JobContext, runId: string) {
  const { db } = context.services
  const count = (condition: ReturnType<typeof sql>) => sql<number>`count(*) filter (where ${condition})`.mapWith(Number)
  const [[answers], [scores]] = await Promise.all([
    db
      .select({ open: count(sql`${responses.status} = 'pending'`) })
      .from(responses)
      .where(eq(responses.runId, runId)),
    db
      .select({
        open: count(sql`${judgements.status} in ('pending', 'error')`),
        settled: count(sql`${judgements.status} in ('scored', 'unscored', 'skipped')`),
      })
      .from(judgements)
      .where(eq(judgements.runId, runId)),
  ])
  return { responses: answers!.open, judgements: scores!.open, settled: scores!.settled }
}

/** However the attempt ended, the run says it, unless somebody else has taken it over or it will be taken up again. */
async function recordEnd(context: JobContext, run: RunRow, error: unknown): Promise<void> {
  const reason: unknown = context.signal.aborted ? context.signal.reason : error
  const { code, message } = toFailure(reason)
  if (code === 'stale-lease' || code === 'shutting-down') return
  const status = code === 'cancelled' ? 'cancelled' : willRetry(context, reason) ? 'running' : 'failed'
  await setRun(context, run.id, { status, errorCode: code, errorMessage: message })
}

async function setRun(context: JobContext, runId: string, set: Partial<RunRow>): Promise<void> {
  await context.fenced((tx) => tx.update(evalRuns).set(set).where(eq(evalRuns.id, runId)))
}

/** Models that the rows name, by id. */
export async function loadModels(context: JobContext): Promise<Map<string, typeof models.$inferSelect>> {
  const rows = await context.services.db.select().from(models)
  return new Map(rows.map((row) => [row.id, row]))
}
