/**
 * A ChatModel without a model behind it: deterministic answers from picture statistics and the prompt's own
 * words, so that the whole house can be tried without a key. Every reply says `isRehearsal`, and every text
 * begins with `[rehearsal]`; it is never evidence about anything.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { capabilitiesOf } from '../capabilities.js'
import type { ChatChunk, ChatModel, ChatReply, ChatRequest } from '../chat-model.js'
import { effectiveParametersOf } from '../effective-parameters.js'
import { LlmError } from '../errors.js'
import { rehearsalAnswer } from './answer.js'

export interface RehearsalModelOptions {
  /** Shown as the model's name. */
  model?: string
  /** How long an answer takes; a streamed one spreads its words over this time. */
  latencyMs?: number
}

export function createRehearsalModel(options: RehearsalModelOptions = {}): ChatModel {
  const model = options.model ?? 'rehearsal'
  const latencyMs = options.latencyMs ?? 0
  const capabilities = capabilitiesOf(model, { jsonSchema: true })

  async function answer(request: ChatRequest): Promise<ChatReply> {
    throwIfAborted(request.signal)
    const startedAt = performance.now()
    const text = await rehearsalAnswer(request.messages, request.promptId, model)
    const { effective, dropped } = effectiveParametersOf(capabilities, request.parameters)
    return {
      outcome: 'answered',
      text,
      finishReason: 'stop',
      usage: { inputTokens: null, outputTokens: null, cachedTokens: null, reasoningTokens: null },
      reportedModel: model,
      requestedParameters: request.parameters ?? {},
      effectiveParameters: effective,
      droppedParameters: dropped,
      latencyMs: Math.round(performance.now() - startedAt),
      firstTokenMs: null,
      isRehearsal: true,
    }
  }

  async function complete(request: ChatRequest): Promise<ChatReply> {
    const reply = await answer(request)
    await wait(latencyMs, request.signal)
    return { ...reply, latencyMs: reply.latencyMs + latencyMs }
  }

  async function* stream(request: ChatRequest): AsyncGenerator<ChatChunk> {
    const startedAt = performance.now()
    const elapsedMs = () => Math.round(performance.now() - startedAt)
    const reply = await answer(request)
    const words = reply.text.match(/\s*\S+\s*$|\s*\S+/gu) ?? []
    let firstTokenMs: number | null = null
    for (const word of words) {
      await wait(latencyMs / words.length, request.signal)
      firstTokenMs ??= elapsedMs()
      yield { type: 'text', text: word }
    }
    yield { type: 'done', reply: { ...reply, latencyMs: elapsedMs(), firstTokenMs } }
  }

  return { id: `rehearsal:${model}`, model, capabilities, isRehearsal: true, complete, stream }
}

async function wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
  throwIfAborted(signal)
  if (milliseconds <= 0) return
  await sleep(milliseconds, undefined, { signal }).catch((error: unknown) => {
    throwIfAborted(signal)
    throw error
  })
}

function throwIfAborted(signal?: AbortSignal): void {
  if (signal?.aborted) throw new LlmError('aborted', 'The call was cancelled.', { mayHaveBeenPaid: false })
}
