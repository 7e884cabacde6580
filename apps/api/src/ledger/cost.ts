/** What a call cost, and the most it could cost. Unknown is null, never 0. */
import { imagesOf, textOf, type ChatRequest, type TokenUsage } from '@video2roleplay/llm'
import type { ModelRow } from '../models/registry.js'

/** Ours: for reserving only. Tokens are rarely shorter than three characters, or an image dearer than this. */
const charactersPerToken = 3
const tokensPerImage = 1500
const tokensWithoutLimit = 4096

/** OpenAI's published discount for calls by batch. */
const batchShare = 0.5

export function costMicroUsd(
  row: Pick<ModelRow, 'price' | 'provider'>,
  usage: TokenUsage,
  isBatch = false,
): number | null {
  if (row.provider === 'rehearsal') return 0
  if (row.price === null || usage.inputTokens === null || usage.outputTokens === null) return null
  return Math.ceil(priceOf(row.price, usage.inputTokens, usage.outputTokens) * (isBatch ? batchShare : 1))
}

/** Null where the model's price is not known. */
export function mostMicroUsd(row: Pick<ModelRow, 'price' | 'provider'>, request: ChatRequest): number | null {
  if (row.provider === 'rehearsal') return 0
  if (row.price === null) return null
  const { input, output } = mostTokens(request)
  return priceOf(row.price, input, output)
}

/** The most a call may use, as providers count it against a rate: its prompt and its whole token limit. */
export function mostTokens(request: ChatRequest): { input: number; output: number } {
  const characters = request.messages.reduce((sum, message) => sum + textOf(message).length, 0)
  return {
    input: Math.ceil(characters / charactersPerToken) + imagesOf(request.messages).length * tokensPerImage,
    output: request.parameters?.maxTokens ?? tokensWithoutLimit,
  }
}

function priceOf(price: NonNullable<ModelRow['price']>, inputTokens: number, outputTokens: number): number {
  return Math.ceil((inputTokens * price.inputPerMillion + outputTokens * price.outputPerMillion) / 1_000_000)
}
