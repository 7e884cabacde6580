/** Registered models and the ledger. No key is ever in here. */
import type { ModelCapabilities } from '@video2roleplay/llm'
import type { Failure } from './page.js'

export type ModelRole = 'annotator' | 'generator' | 'selector' | 'responder' | 'judge'

export interface ModelView {
  id: string
  name: string
  provider: 'openai-compatible' | 'rehearsal'
  model: string
  /** Host of the endpoint; null for the rehearsal model. */
  endpoint: string | null
  isRehearsal: boolean
  capabilities: ModelCapabilities
  parameters: Record<string, unknown>
  layout: string
  /** The text in front of each frame, as it was trained on. */
  frameLabelStyle: 'Frame-{i}' | 'Frame{i}'
  price: { inputPerMillion: number; outputPerMillion: number; asOf: string } | null
  roles: ModelRole[]
  createdAt: string
}

export interface ModelTest {
  isReachable: boolean
  latencyMs: number | null
  text: string | null
  reportedModel: string | null
  failure: Failure | null
}

export interface LedgerRow {
  id: string
  state: 'reserved' | 'settled' | 'failed' | 'unknown'
  attempt: number
  model: string
  endpoint: string
  isRehearsal: boolean
  purpose: string
  promptId: string
  round: number
  jobId: string | null
  imageCount: number
  outcome: 'answered' | 'truncated' | 'refused' | 'filtered' | 'empty' | null
  inputTokens: number | null
  outputTokens: number | null
  costMicroUsd: number | null
  latencyMs: number | null
  errorCode: string | null
  createdAt: string
  settledAt: string | null
}

export interface LedgerDetail extends LedgerRow {
  key: string
  requestedParameters: Record<string, unknown>
  effectiveParameters: Record<string, unknown> | null
  droppedParameters: string[] | null
  /** As sent, every image replaced by its hash. */
  messages: unknown
  text: string | null
  finishReason: string | null
  reportedModel: string | null
  cachedTokens: number | null
  reasoningTokens: number | null
  firstTokenMs: number | null
  errorMessage: string | null
}

export interface LedgerSummaryRow {
  purpose: string
  model: string
  isRehearsal: boolean
  calls: number
  replayed: number
  failed: number
  unknown: number
  inputTokens: number
  outputTokens: number
  /** Null where no call has a price. */
  microUsd: number | null
}
