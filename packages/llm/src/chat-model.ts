/**
 * The one shape in which this house speaks to a model: text and ordered images in, text out.
 *
 * Deliberately not here: tools, audio, retries. Retries belong to the job queue, where they are visible.
 */
import type { ModelCapabilities } from './capabilities.js'

export interface ImageInput {
  mediaType: 'image/jpeg' | 'image/png' | 'image/webp'
  data: Uint8Array
  /** Hex SHA-256 of `data`: stands for the bytes in ledger keys and stored requests. */
  sha256: string
  /** Resolution hint for models that tile images. */
  detail?: 'low' | 'high' | 'auto'
  /** vLLM (`uuid`): what it made of the picture is kept under this name and used again in the next turn. */
  cacheName?: string
  /** LMDeploy (`max_dynamic_patch`): most tiles a picture is cut into; 1 keeps a frame at one tile. */
  maxTiles?: number
}

export type ContentPart = { type: 'text'; text: string } | { type: 'image'; image: ImageInput }

export interface ChatMessage {
  role: 'system' | 'user' | 'assistant'
  content: string | ContentPart[]
}

/** What the caller wants; the adapter sends what the model accepts, and reports both. */
export interface ChatParameters {
  temperature?: number
  topP?: number
  /** Upper bound on answer tokens (`max_tokens` or `max_completion_tokens`, as the model wants it). */
  maxTokens?: number
  seed?: number
  stop?: string[]
  reasoningEffort?: 'minimal' | 'low' | 'medium' | 'high'
  /** Structured output. Ignored, and reported as such, where the model cannot. */
  responseSchema?: { name: string; schema: Record<string, unknown> }
}

export interface ChatRequest {
  messages: ChatMessage[]
  parameters?: ChatParameters
  /** What the call is for, e.g. `curation/describe-frame`. Part of the ledger key. */
  purpose: string
  /** Id of the versioned prompt that rendered the messages, e.g. `curation/describe-frame@1`. */
  promptId: string
  /** Repetition index, from 1. Part of the ledger key, so that rounds stay distinct calls. */
  round?: number
  signal?: AbortSignal
}

export interface TokenUsage {
  inputTokens: number | null
  outputTokens: number | null
  cachedTokens: number | null
  reasoningTokens: number | null
}

/** A refusal, a cut or an empty text is an outcome to count, never an error to retry. */
export type ChatOutcome = 'answered' | 'truncated' | 'refused' | 'filtered' | 'empty'

export interface ChatReply {
  outcome: ChatOutcome
  /** The answer; for `truncated` what arrived, for `refused` the refusal's own words. */
  text: string
  /** As the endpoint spelled it (`stop`, `length`, …); null where it said nothing. */
  finishReason: string | null
  usage: TokenUsage
  /** The model or snapshot that the endpoint says it used. */
  reportedModel: string | null
  requestedParameters: ChatParameters
  /** The parameters as they went over the wire, after the capability table. */
  effectiveParameters: Record<string, unknown>
  /** Requested, but not sent, each with its reason: `temperature: not accepted by this model`. */
  droppedParameters: string[]
  latencyMs: number
  /** Milliseconds to the first piece of text; null for an answer that was not streamed. */
  firstTokenMs: number | null
  /** True where the rehearsal model made this. Must be shown wherever the text is shown. */
  isRehearsal: boolean
  /** Set by a ledger: the row of this call. */
  callId?: string
  /** Set by a ledger: true where a finished earlier call was replayed and nothing was paid. */
  isReplayed?: boolean
}

export type ChatChunk = { type: 'text'; text: string } | { type: 'done'; reply: ChatReply }

export interface ChatModel {
  /** Stable identity for ledger keys: model name and endpoint, never a secret. */
  readonly id: string
  /** The name that goes over the wire. */
  readonly model: string
  readonly capabilities: ModelCapabilities
  readonly isRehearsal: boolean
  /** @throws LlmError */
  complete(request: ChatRequest): Promise<ChatReply>
  /** Text pieces as they arrive, then exactly one `done`. @throws LlmError */
  stream(request: ChatRequest): AsyncIterable<ChatChunk>
}

/** The text of a message, images left out. */
export function textOf(message: ChatMessage): string {
  if (typeof message.content === 'string') return message.content
  return message.content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')
}

/** The images of a message list, in order. */
export function imagesOf(messages: ChatMessage[]): ImageInput[] {
  return messages.flatMap((message) =>
    typeof message.content === 'string'
      ? []
      : message.content.flatMap((part) => (part.type === 'image' ? [part.image] : [])),
  )
}
