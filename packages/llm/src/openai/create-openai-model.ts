/**
 * A ChatModel over any OpenAI-compatible endpoint: OpenAI, vLLM, LMDeploy, Ollama, LM Studio, a gateway.
 *
 * The `openai` client forms the request and splits the stream; deadlines, byte cap, redirects and the check
 * of the answer are ours, because the client's own cannot be relied on. It never retries: see ChatModel.
 */
import OpenAI from 'openai'
import type { ChatCompletionCreateParamsBase } from 'openai/resources/chat/completions'
import { capabilitiesOf, type ModelCapabilities } from '../capabilities.js'
import type { ChatChunk, ChatModel, ChatReply, ChatRequest } from '../chat-model.js'
import { defaultDeadlines, startDeadlines, type Deadlines } from '../deadlines.js'
import { effectiveParametersOf } from '../effective-parameters.js'
import { LlmError } from '../errors.js'
import { callError, isContentFilterBody } from './call-error.js'
import { createFetch, guardFetch, type CallGuard, type Fetch } from './guarded-fetch.js'
import { isEventStream, readStream, readWhole } from './read-response.js'
import { outcomeOf, unknownUsage, type WireAnswer } from './wire-answer.js'
import { assertImagesFit, toWireMessage } from './wire-request.js'

export interface OpenAiModelOptions {
  /** The name that goes over the wire. */
  model: string
  /** Up to and including `/v1`. */
  baseUrl: string
  apiKey?: string
  /** Corrects the capability table where it is wrong about this endpoint. */
  capabilities?: Partial<ModelCapabilities>
  deadlines?: Partial<Deadlines>
  maxAnswerBytes?: number
  /** For tests and proxies; brings its own connect deadline. */
  fetch?: Fetch
}

const defaultMaxAnswerBytes = 2_000_000

export function createOpenAiModel(options: OpenAiModelOptions): ChatModel {
  const { model, baseUrl } = options
  const apiKey = options.apiKey?.trim()
  const id = `openai:${model}@${endpointIdOf(baseUrl)}`
  const capabilities = capabilitiesOf(model, options.capabilities)
  const deadlines = { ...defaultDeadlines, ...options.deadlines }
  const maxAnswerBytes = options.maxAnswerBytes ?? defaultMaxAnswerBytes
  const innerFetch = options.fetch ?? createFetch(deadlines)
  const secrets = apiKey ? [apiKey] : []
  const client = new OpenAI({
    baseURL: baseUrl,
    apiKey: apiKey || 'none',
    // Spelled out, or the client would read them from the environment and send them to any endpoint.
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    logLevel: 'off',
    maxRetries: 0,
    timeout: deadlines.totalMs + 60_000,
    ...(apiKey ? {} : { defaultHeaders: { Authorization: null } }),
  })

  /** Prepares, calls, and turns whatever goes wrong on the way into an LlmError. */
  async function* call(request: ChatRequest, isStreamed: boolean): AsyncGenerator<ChatChunk> {
    if (request.signal?.aborted) throw new LlmError('aborted', 'The call was cancelled.', { mayHaveBeenPaid: false })
    assertImagesFit(request.messages, model, capabilities)
    const { effective, dropped } = effectiveParametersOf(capabilities, request.parameters)
    const startedAt = performance.now()
    const elapsedMs = () => Math.round(performance.now() - startedAt)
    const running = startDeadlines(deadlines, request.signal)
    if (isStreamed) running.touch() // a stream announces itself at once; a whole answer is thought out first
    const hangUp = new AbortController()
    const guard: CallGuard = {
      deadlines: running,
      hangUp,
      maxAnswerBytes,
      failure: null,
      errorBody: null,
      hasAnswered: false,
    }
    let firstTokenMs: number | null = null
    const replyOf = (answer: WireAnswer): ChatReply => ({
      ...outcomeOf(answer),
      finishReason: answer.finishReason,
      usage: answer.usage,
      reportedModel: answer.reportedModel,
      requestedParameters: request.parameters ?? {},
      effectiveParameters: effective,
      droppedParameters: dropped,
      latencyMs: elapsedMs(),
      firstTokenMs,
      isRehearsal: false,
    })

    try {
      const response = await client
        .withOptions({ fetch: guardFetch(innerFetch, guard) })
        .chat.completions.create(
          {
            ...(effective as Partial<ChatCompletionCreateParamsBase>),
            model,
            messages: request.messages.map(toWireMessage),
            ...(isStreamed && { stream: true, stream_options: { include_usage: true } }),
          },
          {
            signal: running.signal,
            headers: { 'x-prompt-id': headerValue(request.promptId), 'x-purpose': headerValue(request.purpose) },
          },
        )
        .asResponse()
      let answer: WireAnswer
      if (isStreamed && isEventStream(response)) {
        const pieces = readStream(response, client, hangUp)
        let piece = await pieces.next()
        try {
          for (; !piece.done; piece = await pieces.next()) {
            firstTokenMs ??= elapsedMs()
            yield { type: 'text', text: piece.value }
          }
        } finally {
          hangUp.abort()
        }
        answer = piece.value
      } else {
        answer = await readWhole(response, secrets)
        if (isStreamed && answer.text !== '') yield { type: 'text', text: answer.text }
      }
      yield { type: 'done', reply: replyOf(answer) }
    } catch (error) {
      if (isContentFilterBody(guard.errorBody)) {
        const answer = {
          text: '',
          refusal: '',
          finishReason: 'content_filter',
          reportedModel: null,
          usage: unknownUsage,
        }
        yield { type: 'done', reply: replyOf(answer) }
      } else throw callError(error, guard, secrets)
    } finally {
      running.stop()
    }
  }

  async function complete(request: ChatRequest): Promise<ChatReply> {
    for await (const chunk of call(request, false)) if (chunk.type === 'done') return chunk.reply
    throw new LlmError('bad-answer', 'The call ended without an answer.')
  }

  return {
    id,
    model,
    capabilities,
    isRehearsal: false,
    complete,
    stream: (request) => call(request, true),
  }
}

function headerValue(text: string): string {
  return text.replace(/[^\x20-\x7E]/g, '?').slice(0, 200)
}

/** Host and path say where the model runs. @throws LlmError for a URL with a password in it */
function endpointIdOf(baseUrl: string): string {
  const { host, pathname, username, password } = new URL(baseUrl)
  if (username !== '' || password !== '')
    throw new LlmError('unsupported', 'The base URL carries credentials; they belong into the API key.')
  return `${host}${pathname.replace(/\/+$/, '')}`
}
