/**
 * What a 2xx must hold before it counts as an answer. The SDK calls `{"choices": []}`, an HTML page and a
 * stream that ends in mid-sentence a success; here each is `bad-answer`.
 */
import * as z from 'zod'
import { cleanText } from '../clean-text.js'
import type { ChatOutcome, TokenUsage } from '../chat-model.js'
import { LlmError } from '../errors.js'

const Count = z.number().int().nonnegative().nullish().catch(null)

const Usage = z
  .object({
    prompt_tokens: Count,
    completion_tokens: Count,
    prompt_tokens_details: z.object({ cached_tokens: Count }).nullish().catch(null),
    completion_tokens_details: z.object({ reasoning_tokens: Count }).nullish().catch(null),
  })
  .nullish()
  .catch(null)

const Text = z.string().nullish()

/** A name that an endpoint gives: shown and stored, so kept short. */
const maxNameBytes = 200
const Name = z.string().transform((name) => cleanText(name, maxNameBytes))

/** `reasoning_content`, where a server sends it, is thinking aloud and stays out of the text. */
const Completion = z.object({
  model: Name.nullish().catch(null),
  choices: z.tuple([
    z.object({
      finish_reason: Name.pipe(z.string().min(1)),
      message: z.object({ content: Text, refusal: Text.catch(null) }),
    }),
  ]),
  usage: Usage,
})

const Chunk = z.object({
  model: Name.nullish().catch(null),
  choices: z
    .array(
      z.object({
        finish_reason: Name.nullish(),
        delta: z.object({ content: Text, refusal: Text.catch(null) }).nullish(),
      }),
    )
    .max(1)
    .nullish(),
  usage: Usage,
})

export interface WireAnswer {
  text: string
  refusal: string
  finishReason: string
  reportedModel: string | null
  usage: TokenUsage
}

/** @throws LlmError `bad-answer` */
export function readCompletion(body: unknown): WireAnswer {
  const parsed = Completion.safeParse(body)
  if (!parsed.success) throw badAnswer('The answer is not a chat completion', parsed.error)
  const [choice] = parsed.data.choices
  return {
    text: choice.message.content ?? '',
    refusal: choice.message.refusal ?? '',
    finishReason: choice.finish_reason,
    reportedModel: parsed.data.model ?? null,
    usage: toUsage(parsed.data.usage),
  }
}

export interface WirePiece {
  text: string
  refusal: string
  finishReason: string | null
  reportedModel: string | null
  /** Comes once, most often in a last chunk without choices. */
  usage: TokenUsage | null
}

/** @throws LlmError `bad-answer` */
export function readChunk(body: unknown): WirePiece {
  const parsed = Chunk.safeParse(body)
  if (!parsed.success) throw badAnswer('A piece of the stream is not a chat completion chunk', parsed.error)
  const choice = parsed.data.choices?.[0]
  return {
    text: choice?.delta?.content ?? '',
    refusal: choice?.delta?.refusal ?? '',
    finishReason: choice?.finish_reason || null,
    reportedModel: parsed.data.model ?? null,
    usage: parsed.data.usage ? toUsage(parsed.data.usage) : null,
  }
}

/** A refusal or a cut is a result to count, not a failure. @throws LlmError for a call to a tool nobody offered */
export function outcomeOf(answer: WireAnswer): { outcome: ChatOutcome; text: string } {
  const { text, refusal, finishReason } = answer
  if (finishReason === 'tool_calls' || finishReason === 'function_call')
    throw new LlmError('bad-answer', 'The model called a tool, and none was offered.', { isRetryable: false })
  if (refusal !== '') return { outcome: 'refused', text: refusal }
  if (finishReason === 'content_filter') return { outcome: 'filtered', text }
  if (finishReason === 'length') return { outcome: 'truncated', text }
  return { outcome: text.trim() === '' ? 'empty' : 'answered', text }
}

export const unknownUsage: TokenUsage = {
  inputTokens: null,
  outputTokens: null,
  cachedTokens: null,
  reasoningTokens: null,
}

function toUsage(usage: z.infer<typeof Usage>): TokenUsage {
  return {
    inputTokens: usage?.prompt_tokens ?? null,
    outputTokens: usage?.completion_tokens ?? null,
    cachedTokens: usage?.prompt_tokens_details?.cached_tokens ?? null,
    reasoningTokens: usage?.completion_tokens_details?.reasoning_tokens ?? null,
  }
}

function badAnswer(what: string, error: z.ZodError): LlmError {
  const where = error.issues[0]
  return new LlmError('bad-answer', `${what}: ${where?.path.join('.') || 'body'}: ${where?.message ?? 'not readable'}`)
}
