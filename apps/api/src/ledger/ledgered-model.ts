/**
 * A ChatModel whose every call stands in the ledger: reserved before it is made, settled after, and replayed
 * when the same question was answered before. Resume, cache, cost and provenance are this one mechanism.
 *
 * It never retries: three attempts per question are counted here, and made by the job queue.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import {
  LlmError,
  requestKey,
  type ChatChunk,
  type ChatModel,
  type ChatReply,
  type ChatRequest,
  type EndpointLimiter,
} from '@video2roleplay/llm'
import type { Database } from '../db/database.js'
import { ApiError } from '../errors.js'
import type { ModelCaller, ModelRow } from '../models/registry.js'
import { abandonReservations } from './abandon-reservations.js'
import { holdTurn } from './hold-turn.js'
import { mostTokens } from './cost.js'
import { findSettled, reserve } from './reserve.js'
import { settleAnswer, settleError, type Call } from './settle.js'
import { takeTokens } from './token-bucket.js'
import { isKeptWhole } from './stored-messages.js'

export interface LedgerOptions {
  db: Database
  row: ModelRow
  model: ChatModel
  limiter: EndpointLimiter
  caller: ModelCaller
  /** The endpoint's host. */
  endpoint: string
  /** Left out of everything that is stored. */
  secrets: readonly string[]
  maxCostUsd?: number
  /** At this endpoint, over all processes. */
  tokensPerMinute?: number
  callTotalSeconds: number
}

const lookAgainMs = 150
/** A process that goes away lets calls in flight be answered for this long: they are paid anyway. */
const lastWordsMs = 10_000

export function ledgeredModel(options: LedgerOptions): ChatModel {
  const { db, model, limiter } = options

  async function* call(request: ChatRequest, isStreamed: boolean): AsyncGenerator<ChatChunk> {
    const key = requestKey(model, request)
    const known = await findSettled(db, key)
    if (known !== null) return yield* replay(known)
    if (goesByBatch(options, request)) return yield* leaveForBatch(options, request, key)
    const direct = { ...options, caller: { ...options.caller, transport: 'direct' as const } }
    await waitForTokens(options, request)
    const turn = await holdTurn(limiter, request.signal)
    try {
      const reserved = await reserveOrWait(direct, request, key)
      if (reserved.state === 'replayed') yield* replay(reserved.reply)
      else
        yield* make(
          options,
          request,
          { db, id: reserved.callId, row: options.row, secrets: options.secrets },
          isStreamed,
        )
    } catch (error) {
      turn.fail(error)
      throw error
    } finally {
      turn.end()
    }
  }

  async function complete(request: ChatRequest): Promise<ChatReply> {
    for await (const chunk of call(request, false)) if (chunk.type === 'done') return chunk.reply
    throw new LlmError('bad-answer', 'The call ended without an answer.')
  }

  const { id, capabilities, isRehearsal } = model
  return { id, model: model.model, capabilities, isRehearsal, complete, stream: (request) => call(request, true) }
}

function* replay(reply: ChatReply): Generator<ChatChunk> {
  if (reply.text !== '' && reply.outcome !== 'refused') yield { type: 'text', text: reply.text }
  yield { type: 'done', reply }
}

async function waitForTokens({ db, endpoint, tokensPerMinute }: LedgerOptions, request: ChatRequest): Promise<void> {
  if (tokensPerMinute === undefined) return
  const { input, output } = mostTokens(request)
  await takeTokens(db, { endpoint, tokensPerMinute, tokens: input + output, signal: request.signal })
}

/** A request too long to be kept whole cannot be sent again from its row, so it goes at once. */
function goesByBatch({ caller, model, secrets }: LedgerOptions, request: ChatRequest): boolean {
  return caller.transport === 'batch' && model.capabilities.batch && isKeptWhole(request.messages, secrets)
}

/** Reserves the call and sends its maker away: a batch takes it along, and its answer is replayed to whoever asks again. */
async function* leaveForBatch(options: LedgerOptions, request: ChatRequest, key: string): AsyncGenerator<ChatChunk> {
  throwIfAborted(request.signal)
  const reserved = await reserve({ ...options, request, key })
  if (reserved.state === 'replayed') yield* replay(reserved.reply)
  else throw inBatch()
}

function inBatch(): ApiError {
  return new ApiError('in-batch', 'This call waits in a batch; it is answered within a day.')
}

async function reserveOrWait(options: LedgerOptions, request: ChatRequest, key: string) {
  const { db, row, model, caller, endpoint, secrets, maxCostUsd } = options
  for (;;) {
    throwIfAborted(request.signal)
    const reserved = await reserve({ db, row, model, caller, request, key, endpoint, secrets, maxCostUsd })
    if (reserved.state === 'batched') throw inBatch()
    if (reserved.state !== 'elsewhere') return reserved
    await abandonReservations(db, { key, totalSeconds: options.callTotalSeconds })
    await sleep(lookAgainMs)
  }
}

async function* make(
  options: LedgerOptions,
  request: ChatRequest,
  call: Call,
  isStreamed: boolean,
): AsyncGenerator<ChatChunk> {
  const patience = lastingSignal(request.signal)
  const patient = { ...request, signal: patience.signal }
  let arrived = ''
  let isSettled = false
  try {
    const chunks = isStreamed ? options.model.stream(patient) : completed(options.model, patient)
    for await (const chunk of chunks) {
      if (chunk.type === 'text') {
        arrived += chunk.text
        yield chunk
        continue
      }
      isSettled = true
      await settleAnswer(call, chunk.reply)
      yield { type: 'done', reply: { ...chunk.reply, callId: call.id, isReplayed: false } }
    }
  } catch (error) {
    if (isSettled) throw error
    isSettled = true
    const failure =
      error instanceof LlmError ? error : new LlmError('bad-answer', 'The model adapter broke.', { cause: error })
    await settleError(call, failure, arrived)
    throw error
  } finally {
    patience.end()
    // A reader that left in mid-stream: nobody will hear the rest, and it may be paid.
    if (!isSettled) await settleError(call, new LlmError('aborted', 'Nobody read the answer to its end.'), arrived)
  }
}

async function* completed(model: ChatModel, request: ChatRequest): AsyncGenerator<ChatChunk> {
  yield { type: 'done', reply: await model.complete(request) }
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return
  if (signal.reason instanceof ApiError) throw signal.reason
  throw new LlmError('aborted', 'The call was cancelled before it was made.', { mayHaveBeenPaid: false })
}

/** Aborts with the caller's signal; a little later where the reason is that this process goes away. */
function lastingSignal(signal: AbortSignal | undefined): { signal: AbortSignal | undefined; end: () => void } {
  if (signal === undefined) return { signal, end: () => undefined }
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const onAbort = () => {
    const isShutdown = signal.reason instanceof ApiError && signal.reason.code === 'shutting-down'
    timer = setTimeout(() => controller.abort(signal.reason), isShutdown ? lastWordsMs : 0)
  }
  if (signal.aborted) onAbort()
  else signal.addEventListener('abort', onAbort, { once: true })
  return {
    signal: controller.signal,
    end: () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
    },
  }
}
