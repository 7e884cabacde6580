/**
 * The first half of a call: either the answer is there already, or somebody else is getting it, or a row is
 * reserved and the call may be made. All of it in one short transaction, so that two workers with one question
 * pay once, and a worker that lost its job pays nothing.
 */
import {
  effectiveParametersOf,
  imagesOf,
  LlmError,
  type ChatModel,
  type ChatReply,
  type ChatRequest,
  type LlmErrorCode,
} from '@video2roleplay/llm'
import { and, desc, eq, sql } from 'drizzle-orm'
import type { Database, Transaction } from '../db/database.js'
import { modelCalls } from '../db/schema.js'
import { ApiError } from '../errors.js'
import type { ModelCaller, ModelRow } from '../models/registry.js'
import { lowerLimit, readStoredBudget, spentMicroUsd, storedBudget } from '../planner/read-budget.js'
import { mostMicroUsd } from './cost.js'
import { storedMessages } from './stored-messages.js'

export interface Reservation {
  db: Database
  row: ModelRow
  model: ChatModel
  caller: ModelCaller
  request: ChatRequest
  key: string
  endpoint: string
  secrets: readonly string[]
  maxCostUsd?: number
}

export type Reserved =
  | { state: 'replayed'; reply: ChatReply }
  | { state: 'elsewhere' }
  /** On its way in a batch: nobody waits for that in place. */
  | { state: 'batched' }
  | { state: 'reserved'; callId: string }

const maxAttemptsPerKey = 3
/** Ends that say nothing about the question: the next process may ask again. */
const uncounted = ['interrupted', 'aborted']
const budgetLock = 1_987_211_002

/** The reply of a finished call with this key. */
export async function findSettled(db: Database, key: string): Promise<ChatReply | null> {
  const [call] = await db
    .select()
    .from(modelCalls)
    .where(and(eq(modelCalls.key, key), eq(modelCalls.state, 'settled')))
  return call === undefined ? null : toReply(call)
}

/** @throws ApiError `stale-lease`, `budget-exhausted`, `price-unknown` @throws LlmError after three attempts */
export async function reserve(reservation: Reservation): Promise<Reserved> {
  const { db, key } = reservation
  const reserved = await db.transaction(async (tx) => {
    const { earlier, ownLimit } = await earlierCalls(tx, reservation)
    const live = earlier.find(({ state }) => state === 'reserved' || state === 'settled')
    if (live !== undefined) return live.state === 'reserved' && live.transport === 'batch' ? 'batched' : live.state
    const attempt = nextAttempt(earlier, reservation)
    const reservedMicroUsd = await reserveBudget(tx, reservation, ownLimit)
    const [call] = await tx
      .insert(modelCalls)
      .values({ ...rowOf(reservation), attempt, reservedMicroUsd })
      .onConflictDoNothing()
      .returning({ id: modelCalls.id })
    return call
  })
  if (typeof reserved === 'object') return { state: 'reserved', callId: reserved.id }
  if (reserved === 'batched') return { state: 'batched' }
  const reply = reserved === 'settled' ? await findSettled(db, key) : null
  return reply === null ? { state: 'elsewhere' } : { state: 'replayed', reply }
}

interface EarlierCall {
  state: (typeof modelCalls.$inferSelect)['state']
  jobId: string | null
  transport: (typeof modelCalls.$inferSelect)['transport'] | null
  errorCode: string | null
  errorMessage: string | null
  createdAt: Date
}

/**
 * The newest first; in the same question to the database the job is held, if there is one and it is still ours, and
 * the budget of the dashboard is read.
 */
async function earlierCalls(
  tx: Transaction,
  { key, caller }: Reservation,
): Promise<{ earlier: EarlierCall[]; ownLimit: number | null }> {
  const { jobId = null, epoch = null } = caller
  const isOfJob = jobId !== null && epoch !== null
  const rows = await tx
    .select({
      isHeld: sql<boolean>`held.id is not null`,
      budget: storedBudget,
      state: modelCalls.state,
      jobId: modelCalls.jobId,
      transport: modelCalls.transport,
      errorCode: modelCalls.errorCode,
      errorMessage: modelCalls.errorMessage,
      createdAt: modelCalls.createdAt,
    })
    .from(
      sql`(select 1) as one left join lateral (
        select id from jobs where id = ${jobId}::uuid and epoch = ${epoch}::int and state = 'running' for share
      ) as held on true`,
    )
    .leftJoin(modelCalls, eq(modelCalls.key, key))
    .orderBy(desc(modelCalls.id))
  if (isOfJob && rows[0]?.isHeld !== true) throw new ApiError('stale-lease', 'Another worker has taken this job over.')
  const earlier = rows.flatMap(({ isHeld: _isHeld, budget: _budget, state, createdAt, ...row }) =>
    state === null || createdAt === null ? [] : [{ ...row, state, createdAt }],
  )
  return { earlier, ownLimit: readStoredBudget(rows[0]?.budget) }
}

/** Attempts are rows. The third failure for one job is final, until a person asks again. */
function nextAttempt(earlier: EarlierCall[], { caller }: Reservation): number {
  if (caller.jobId === undefined) return earlier.length + 1
  const counted = earlier.filter(
    (call) =>
      call.jobId === caller.jobId &&
      call.errorCode !== null &&
      !uncounted.includes(call.errorCode) &&
      (caller.since === undefined || call.createdAt >= caller.since),
  )
  const [last] = counted
  if (last === undefined || counted.length < maxAttemptsPerKey) return earlier.length + 1
  throw new LlmError(last.errorCode as LlmErrorCode, last.errorMessage ?? 'The call failed.', {
    isRetryable: false,
    mayHaveBeenPaid: false,
  })
}

/**
 * With a budget, the most the call could cost must still fit beside what is spent, reserved, and possibly
 * paid. One at a time, or two would both take the last cent.
 */
async function reserveBudget(
  tx: Transaction,
  { row, request, maxCostUsd }: Reservation,
  ownLimit: number | null,
): Promise<number | null> {
  const most = mostMicroUsd(row, request)
  const limit = lowerLimit(maxCostUsd === undefined ? null : maxCostUsd * 1_000_000, ownLimit)
  if (limit === null || row.provider === 'rehearsal') return most
  if (most === null)
    throw new ApiError('price-unknown', `There is a budget, but the price of ${row.model} is not known.`, {
      advice: `Add it to V2R_MODEL_PRICES, for example ${row.model}=2.5/10 (dollars per million tokens in and out), and restart; or take the limit away. Then resume.`,
    })
  await tx.execute(sql`select pg_advisory_xact_lock(${budgetLock})`)
  const spent = await spentMicroUsd(tx)
  if (spent + most > limit) {
    const dollars = (microUsd: number) => `$${(microUsd / 1_000_000).toFixed(4)}`
    throw new ApiError(
      'budget-exhausted',
      `The next call could go beyond the budget of ${dollars(limit)}: ${dollars(spent)} are spent or reserved.`,
      {
        advice: 'Raise the budget (or V2R_MAX_COST_USD, with a restart), then resume.',
        details: { spentMicroUsd: spent, neededMicroUsd: most },
      },
    )
  }
  return most
}

function rowOf({ row, model, caller, request, key, endpoint, secrets }: Reservation) {
  const { effective, dropped } = effectiveParametersOf(model.capabilities, request.parameters)
  return {
    key,
    state: 'reserved' as const,
    modelId: row.id,
    model: row.model,
    endpoint,
    isRehearsal: model.isRehearsal,
    purpose: request.purpose,
    promptId: request.promptId,
    round: request.round ?? 1,
    projectId: caller.projectId,
    jobId: caller.jobId,
    epoch: caller.epoch,
    transport: caller.transport ?? 'direct',
    requestedParameters: { ...request.parameters },
    effectiveParameters: effective,
    droppedParameters: dropped,
    messages: storedMessages(request.messages, secrets),
    imageCount: imagesOf(request.messages).length,
  }
}

function toReply(call: typeof modelCalls.$inferSelect): ChatReply {
  const { inputTokens, outputTokens, cachedTokens, reasoningTokens } = call
  return {
    outcome: call.outcome ?? 'empty',
    text: call.text ?? '',
    finishReason: call.finishReason,
    usage: { inputTokens, outputTokens, cachedTokens, reasoningTokens },
    reportedModel: call.reportedModel,
    requestedParameters: call.requestedParameters,
    effectiveParameters: call.effectiveParameters ?? {},
    droppedParameters: call.droppedParameters ?? [],
    latencyMs: call.latencyMs ?? 0,
    firstTokenMs: call.firstTokenMs,
    isRehearsal: call.isRehearsal,
    callId: call.id,
    isReplayed: true,
  }
}
