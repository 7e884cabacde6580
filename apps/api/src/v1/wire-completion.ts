/** Our answers in the shape of OpenAI's chat completions. Usage that the endpoint did not report is left out, never 0. */
import type { RoleResponse } from '@video2roleplay/inference'
import type { ChatOutcome, TokenUsage } from '@video2roleplay/llm'

export interface CompletionHead {
  id: string
  created: number
  model: string
}

const finishReasons: Record<ChatOutcome, 'stop' | 'length' | 'content_filter'> = {
  answered: 'stop',
  truncated: 'length',
  refused: 'content_filter',
  filtered: 'content_filter',
  empty: 'stop',
}

export function toCompletion(head: CompletionHead, response: RoleResponse) {
  const isRefusal = response.outcome === 'refused'
  return {
    ...head,
    object: 'chat.completion' as const,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant' as const,
          content: isRefusal ? null : response.text,
          refusal: isRefusal ? response.text : null,
        },
        logprobs: null,
        finish_reason: finishReasons[response.outcome],
      },
    ],
    ...usageOf(response.reply.usage),
    ...fingerprintOf(response),
  }
}

export function toChunk(head: CompletionHead, delta: { role?: 'assistant'; content?: string }) {
  return {
    ...head,
    object: 'chat.completion.chunk' as const,
    choices: [{ index: 0, delta, logprobs: null, finish_reason: null }],
  }
}

export function toLastChunk(head: CompletionHead, response: RoleResponse) {
  return {
    ...head,
    object: 'chat.completion.chunk' as const,
    choices: [{ index: 0, delta: {}, logprobs: null, finish_reason: finishReasons[response.outcome] }],
    ...fingerprintOf(response),
  }
}

/** What `stream_options.include_usage` asks for; nothing where the endpoint did not say. */
export function toUsageChunk(head: CompletionHead, response: RoleResponse) {
  const usage = usageOf(response.reply.usage)
  return 'usage' in usage ? { ...head, object: 'chat.completion.chunk' as const, choices: [], ...usage } : undefined
}

function usageOf({ inputTokens, outputTokens, cachedTokens, reasoningTokens }: TokenUsage) {
  if (inputTokens === null || outputTokens === null) return {}
  return {
    usage: {
      prompt_tokens: inputTokens,
      completion_tokens: outputTokens,
      total_tokens: inputTokens + outputTokens,
      ...(cachedTokens === null ? {} : { prompt_tokens_details: { cached_tokens: cachedTokens } }),
      ...(reasoningTokens === null ? {} : { completion_tokens_details: { reasoning_tokens: reasoningTokens } }),
    },
  }
}

/** A rehearsed answer says so in the one field that clients show beside an answer. */
function fingerprintOf({ reply }: RoleResponse) {
  if (reply.isRehearsal) return { system_fingerprint: 'rehearsal: no model was asked' }
  return reply.reportedModel === null ? {} : { system_fingerprint: reply.reportedModel }
}
