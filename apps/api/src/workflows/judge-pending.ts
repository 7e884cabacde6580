/**
 * Room 9: each judge reads each response under each metric in each round that is not stored yet. Finished judgements
 * are written many at a time; should the process die in between, the ledger has their answers, and nothing is paid twice.
 */
import { judgeResponse, type JudgeContext, type MetricId } from '@video2roleplay/eval'
import { defaultRoleInstruction } from '@video2roleplay/inference'
import { LlmError, type ChatModel } from '@video2roleplay/llm'
import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import { judgements, questions, responses } from '../db/schema.js'
import { toFailure } from '../failure.js'
import type { JobContext } from '../jobs/job.js'
import { loadModels, willRetry, type RunRow } from './evaluate-run.js'
import { loadRoleMaterial } from './role-material.js'
import { blankRow, settledRow, writeSettled, type SettledRow } from './settled-judgements.js'
import { watchedModel, type CallLog } from './watched-model.js'
import { workThrough, type WorkResult } from './work-through.js'

interface PendingJudgement {
  id: string
  metric: string
  judgeModelId: string
  round: number
  status: 'pending' | 'answered' | 'truncated' | 'refused' | 'empty' | 'failed'
  response: string | null
  question: string
  reference: string | null
  videoId: string | null
}

const rowsPerPage = 1_000
const rowsPerWrite = 200

export async function judgePending(context: JobContext, run: RunRow, calls: CallLog): Promise<WorkResult> {
  const total = await countPending(context, run.id)
  const judges = await openJudges(context, run, calls)
  const sum: WorkResult = { done: 0, failure: undefined, left: 0 }
  context.progress(0, total, 'judging')
  for (let after: string | undefined; ;) {
    const page = await loadPage(context, run.id, after)
    const last = page.at(-1)
    if (last === undefined) return sum
    after = last.id
    const result = await judgePage(context, page, judges, (done) => context.progress(sum.done + done, total, 'judging'))
    sum.done += result.done
    sum.left += result.left
    sum.failure ??= result.failure
    // The endpoint is down: the next attempt begins here.
    if (result.left > 0) return sum
  }
}

async function openJudges(context: JobContext, run: RunRow, calls: CallLog): Promise<Map<string, ChatModel>> {
  const rows = await loadModels(context)
  return new Map(run.judgeModelIds.map((id) => [id, watchedModel(context.openModel(rows.get(id)!), calls)]))
}

const isOpen = inArray(judgements.status, ['pending', 'error'])

async function countPending(context: JobContext, runId: string): Promise<number> {
  const [row] = await context.services.db
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(judgements)
    .where(and(eq(judgements.runId, runId), isOpen))
  return row!.count
}

/** In the order of the manifest: metric by metric, so that prompts share their beginnings. */
async function loadPage(context: JobContext, runId: string, after: string | undefined): Promise<PendingJudgement[]> {
  return context.services.db
    .select({
      id: judgements.id,
      metric: judgements.metric,
      judgeModelId: judgements.judgeModelId,
      round: judgements.round,
      status: responses.status,
      response: responses.text,
      question: questions.text,
      reference: questions.reference,
      videoId: questions.videoId,
    })
    .from(judgements)
    .innerJoin(responses, eq(responses.id, judgements.responseId))
    .innerJoin(questions, eq(questions.id, responses.questionId))
    .where(
      and(
        eq(judgements.runId, runId),
        isOpen,
        sql`${responses.status} <> 'pending'`,
        after ? gt(judgements.id, after) : undefined,
      ),
    )
    .orderBy(asc(judgements.id))
    .limit(rowsPerPage)
}

async function judgePage(
  context: JobContext,
  page: PendingJudgement[],
  judges: Map<string, ChatModel>,
  onDone: (done: number) => void,
): Promise<WorkResult> {
  const { services, signal } = context
  const settled: SettledRow[] = []
  let writing = Promise.resolve()
  const write = (least: number) => {
    if (settled.length < least) return writing
    const rows = settled.splice(0)
    writing = writing.then(() => writeSettled(context, rows))
    return writing
  }
  const contexts = new Map<string, Promise<JudgeContext>>()
  try {
    return await workThrough(page, { concurrency: services.env.concurrency, signal, onDone }, async (unit) => {
      settled.push(await judgeOne(context, unit, judges, contexts))
      await write(rowsPerWrite)
    })
  } finally {
    await write(1)
  }
}

async function judgeOne(
  context: JobContext,
  unit: PendingJudgement,
  judges: Map<string, ChatModel>,
  contexts: Map<string, Promise<JudgeContext>>,
): Promise<SettledRow> {
  const isJudged = unit.status === 'answered' || unit.status === 'truncated'
  if (!isJudged) return { ...blankRow(unit.id), status: 'skipped', reason: `response-${unit.status}` }
  const key = unit.videoId ?? ''
  if (!contexts.has(key)) contexts.set(key, judgeContext(context, unit.videoId))
  const evidence = await contexts.get(key)!
  try {
    const judgement = await judgeResponse(
      {
        metric: unit.metric as MetricId,
        question: unit.question,
        response: unit.response ?? '',
        context: { ...evidence, reference: unit.reference ?? undefined },
      },
      judges.get(unit.judgeModelId)!,
      { round: unit.round, signal: context.signal },
    )
    return settledRow(unit.id, judgement)
  } catch (error) {
    // While there are attempts left the row stays open; after the last it says what went wrong.
    if (!(error instanceof LlmError) || context.signal.aborted || willRetry(context, error)) throw error
    await writeSettled(context, [
      { ...blankRow(unit.id), status: 'error', reason: `${error.code}: ${toFailure(error).message}` },
    ])
    throw error
  }
}

/** Everything there is about the video; each metric is shown its share of it. */
async function judgeContext(context: JobContext, videoId: string | null): Promise<JudgeContext> {
  if (videoId === null) return { roleInstruction: defaultRoleInstruction }
  const { frames, summary, descriptions } = await loadRoleMaterial(context.services, videoId)
  return {
    roleInstruction: defaultRoleInstruction,
    summary: summary ?? undefined,
    descriptions: descriptions.map((one) => one.text),
    frames: frames.map(({ jpeg, sha256 }) => ({ mediaType: 'image/jpeg', data: jpeg, sha256 })),
  }
}
