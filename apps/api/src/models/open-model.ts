/**
 * Opens a registered model: the adapter of its provider, one limiter per endpoint, and the ledger around both.
 * The key of the environment goes to the endpoint of the environment and nowhere else.
 */
import {
  capabilitiesOf,
  createEndpointLimiter,
  type ChatModel,
  type ChatRequest,
  type EndpointLimiter,
} from '@video2roleplay/llm'
import { createBatchClient, createOpenAiModel, type BatchClient } from '@video2roleplay/llm/openai'
import { createRehearsalModel } from '@video2roleplay/llm/rehearsal'
import type { Database } from '../db/database.js'
import type { Env } from '../env.js'
import { ApiError } from '../errors.js'
import { ledgeredModel } from '../ledger/ledgered-model.js'
import type { ModelCaller, ModelRow } from './registry.js'

const openAiUrl = 'https://api.openai.com/v1'
const rehearsalEndpoint = 'rehearsal'

export function createModelOpener({ db, env }: { db: Database; env: Env }) {
  const limiters = new Map<string, EndpointLimiter>()
  const adapters = new Map<string, ChatModel>()

  function limiterOf(endpoint: string): EndpointLimiter {
    const limiter = limiters.get(endpoint) ?? createEndpointLimiter({ max: env.concurrency })
    limiters.set(endpoint, limiter)
    return limiter
  }

  function adapterOf(row: ModelRow, baseUrl: string): ChatModel {
    const identity = JSON.stringify([row.provider, row.model, baseUrl, row.capabilities])
    const adapter = adapters.get(identity) ?? createAdapter(row, baseUrl, env)
    adapters.set(identity, adapter)
    return adapter
  }

  function openModel(row: ModelRow, caller: ModelCaller = {}): ChatModel {
    const baseUrl = addressOf(row, env)
    const ledgered = ledgeredModel({
      db,
      row,
      model: adapterOf(row, baseUrl),
      limiter: limiterOf(baseUrl),
      caller,
      endpoint: row.provider === 'rehearsal' ? rehearsalEndpoint : new URL(baseUrl).host,
      secrets: env.apiKey === undefined ? [] : [env.apiKey],
      maxCostUsd: env.maxCostUsd,
      ...(row.provider === 'rehearsal' ? {} : { tokensPerMinute: env.tokensPerMinute }),
      callTotalSeconds: env.callTotalSeconds,
    })
    return withParameters(ledgered, row.parameters)
  }

  function openBatch(row: ModelRow): BatchClient {
    const baseUrl = addressOf(row, env)
    if (row.provider === 'rehearsal' || !capabilitiesOf(row.model, row.capabilities).batch)
      throw new ApiError('no-model', `${row.name} has no batch interface.`)
    return createBatchClient({ baseUrl, ...keyFor(baseUrl, env) })
  }

  return { openModel, openBatch }
}

function addressOf(row: ModelRow, env: Env): string {
  return row.provider === 'rehearsal' ? rehearsalEndpoint : (row.baseUrl ?? env.baseUrl ?? openAiUrl)
}

function keyFor(baseUrl: string, env: Env): { apiKey?: string } {
  const isOfEnvironment = baseUrl === (env.baseUrl ?? openAiUrl)
  return isOfEnvironment && env.apiKey !== undefined ? { apiKey: env.apiKey } : {}
}

function createAdapter(row: ModelRow, baseUrl: string, env: Env): ChatModel {
  if (row.provider === 'rehearsal') return createRehearsalModel({ model: row.model })
  if (row.baseUrl === null && env.isRehearsal)
    throw new ApiError('no-model', `${row.name} needs an endpoint, and none is configured.`, {
      advice: 'Set OPENAI_API_KEY or OPENAI_BASE_URL and restart, or choose another model.',
    })
  return createOpenAiModel({
    model: row.model,
    baseUrl,
    ...keyFor(baseUrl, env),
    capabilities: row.capabilities,
    deadlines: { totalMs: env.callTotalSeconds * 1000, idleMs: env.callIdleSeconds * 1000 },
  })
}

/** The row's own parameters, for example a reasoning effort; what a request says goes before them. */
function withParameters(model: ChatModel, parameters: Record<string, unknown>): ChatModel {
  if (Object.keys(parameters).length === 0) return model
  const merge = (request: ChatRequest): ChatRequest => ({
    ...request,
    parameters: { ...parameters, ...request.parameters },
  })
  return {
    ...model,
    complete: (request) => model.complete(merge(request)),
    stream: (request) => model.stream(merge(request)),
  }
}
