/** One call as a line of a batch file, and one line of results as an answer or as what went wrong with it. */
import * as z from 'zod'
import type { ChatMessage, TokenUsage, ChatOutcome } from '../chat-model.js'
import { cleanText } from '../clean-text.js'
import { LlmError } from '../errors.js'
import { bodyError, isContentFilterBody } from '../openai/call-error.js'
import { outcomeOf, readCompletion, unknownUsage } from '../openai/wire-answer.js'
import { toWireMessage } from '../openai/wire-request.js'

export interface BatchCall {
  /** Comes back with the result. */
  id: string
  model: string
  messages: ChatMessage[]
  /** As they go over the wire, after the capability table. */
  parameters: Record<string, unknown>
}

export function batchLine({ id, model, messages, parameters }: BatchCall): string {
  return JSON.stringify({
    custom_id: id,
    method: 'POST',
    url: '/v1/chat/completions',
    body: { ...parameters, model, messages: messages.map(toWireMessage) },
  })
}

export interface BatchAnswer {
  outcome: ChatOutcome
  text: string
  finishReason: string | null
  reportedModel: string | null
  usage: TokenUsage
}

export type BatchResult =
  | { id: string; status: 'answered'; answer: BatchAnswer }
  | { id: string; status: 'failed'; error: LlmError }

const Line = z.object({
  custom_id: z.string(),
  response: z.object({ status_code: z.number(), body: z.unknown() }).nullish(),
  error: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
})

/** Null for a line that says not even whose it is. */
export function readBatchLine(line: string): BatchResult | null {
  const parsed = Line.safeParse(jsonOrUndefined(line))
  if (!parsed.success) return null
  const { custom_id: id, response, error } = parsed.data
  try {
    if (response === null || response === undefined) throw lineError(error)
    if (response.status_code >= 400) {
      if (isContentFilterBody(JSON.stringify(response.body))) return { id, status: 'answered', answer: filtered }
      throw statusError(response.status_code, response.body)
    }
    const answer = readCompletion(response.body)
    const { outcome, text } = outcomeOf(answer)
    const { finishReason, reportedModel, usage } = answer
    return {
      id,
      status: 'answered',
      answer: { outcome, text: cleanText(text), finishReason, reportedModel, usage },
    }
  } catch (thrown) {
    if (thrown instanceof LlmError) return { id, status: 'failed', error: thrown }
    throw thrown
  }
}

/** For a call whose batch is over and that has no result. */
export function unansweredInBatch(status: string): LlmError {
  return new LlmError('timeout', `The batch ended as "${status}" before this call was answered.`, {
    isRetryable: true,
    mayHaveBeenPaid: false,
  })
}

const filtered: BatchAnswer = {
  outcome: 'filtered',
  text: '',
  finishReason: 'content_filter',
  reportedModel: null,
  usage: unknownUsage,
}

function lineError(error: z.infer<typeof Line>['error']): LlmError {
  if (error?.code === 'batch_expired') return unansweredInBatch('expired')
  return new LlmError('bad-answer', `The batch says: ${(error?.message ?? 'no answer').slice(0, 200)}`, {
    mayHaveBeenPaid: false,
  })
}

function statusError(status: number, body: unknown): LlmError {
  const { code, message } = bodyError(body, [])
  if (code !== 'bad-answer') return new LlmError(code, message, { httpStatus: status, mayHaveBeenPaid: false })
  return new LlmError(status === 429 ? 'rate-limited' : status >= 500 ? 'server-error' : 'bad-request', message, {
    httpStatus: status,
    mayHaveBeenPaid: false,
  })
}

function jsonOrUndefined(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined // told by the schema
  }
}
