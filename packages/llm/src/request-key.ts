/**
 * The identity of a call, for the ledger: two requests with one key are the same question to the same model,
 * and the second is answered from the first. Media count by their hash; the repetition index is part of the
 * key, so that three rounds of a judge stay three calls; run ids, dates and retries are not.
 */
import { createHash } from 'node:crypto'
import type { ChatMessage, ChatModel, ChatRequest } from './chat-model.js'
import { effectiveParametersOf } from './effective-parameters.js'

/** Raised when the meaning of the key changes, so that old rows are not taken for answers to new questions. */
const keyVersion = 1

/** Hex SHA-256. */
export function requestKey(model: Pick<ChatModel, 'id' | 'capabilities'>, request: ChatRequest): string {
  const content = {
    keyVersion,
    model: model.id,
    parameters: effectiveParametersOf(model.capabilities, request.parameters).effective,
    messages: request.messages.map(withoutBytes),
    purpose: request.purpose,
    promptId: request.promptId,
    round: request.round ?? 1,
    schema: request.parameters?.responseSchema ?? null,
  }
  return createHash('sha256').update(canonicalJson(content)).digest('hex')
}

function withoutBytes({ role, content }: ChatMessage): unknown {
  if (typeof content === 'string') return { role, content }
  return {
    role,
    content: content.map((part) => {
      if (part.type === 'text') return part
      const { mediaType, sha256, detail, maxTiles } = part.image
      return { type: 'image', mediaType, sha256, detail, maxTiles }
    }),
  }
}

/** JSON with sorted keys and without undefined members: one text per value. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value)
    .filter(([, child]) => child !== undefined)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, child]) => `${JSON.stringify(key)}:${canonicalJson(child)}`)
  return `{${members.join(',')}}`
}
