/**
 * A ChatModel that says what a test tells it to. It streams word by word, remembers what it was asked, and
 * fails loudly when asked more often than the script foresaw.
 */
import { capabilitiesOf, type ModelCapabilities } from '../capabilities.js'
import type { ChatChunk, ChatModel, ChatReply, ChatRequest } from '../chat-model.js'
import { effectiveParametersOf } from '../effective-parameters.js'
import { LlmError } from '../errors.js'

/** A text, a reply in part (`{ outcome: 'refused', text: '…' }`), or the error to throw. */
export type ScriptedReply = string | Partial<ChatReply> | LlmError

export interface ScriptedModel extends ChatModel {
  /** What was asked so far, in order. */
  readonly requests: readonly ChatRequest[]
}

export function scriptedModel(
  script: readonly ScriptedReply[] | ((request: ChatRequest, index: number) => ScriptedReply | Promise<ScriptedReply>),
  options: { model?: string; id?: string; capabilities?: Partial<ModelCapabilities>; isRehearsal?: boolean } = {},
): ScriptedModel {
  const model = options.model ?? 'scripted'
  const capabilities = capabilitiesOf(model, options.capabilities)
  const isRehearsal = options.isRehearsal ?? false
  const requests: ChatRequest[] = []

  async function complete(request: ChatRequest): Promise<ChatReply> {
    if (request.signal?.aborted) throw new LlmError('aborted', 'The call was cancelled.', { mayHaveBeenPaid: false })
    const index = requests.push(request) - 1
    const scripted = typeof script === 'function' ? await script(request, index) : script[index]
    if (scripted === undefined) throw new Error(`The script has no reply for call ${index + 1} (${request.promptId}).`)
    if (scripted instanceof LlmError) throw scripted
    const { effective, dropped } = effectiveParametersOf(capabilities, request.parameters)
    const reply = typeof scripted === 'string' ? { text: scripted } : scripted
    return {
      outcome: reply.text?.trim() === '' ? 'empty' : 'answered',
      text: '',
      finishReason: 'stop',
      usage: { inputTokens: null, outputTokens: null, cachedTokens: null, reasoningTokens: null },
      reportedModel: model,
      requestedParameters: request.parameters ?? {},
      effectiveParameters: effective,
      droppedParameters: dropped,
      latencyMs: 0,
      firstTokenMs: null,
      isRehearsal,
      ...reply,
    }
  }

  async function* stream(request: ChatRequest): AsyncIterable<ChatChunk> {
    const reply = await complete(request)
    for (const piece of reply.text.match(/\s*\S+\s*$|\s*\S+/gu) ?? []) yield { type: 'text', text: piece }
    yield { type: 'done', reply: { ...reply, firstTokenMs: 0 } }
  }

  return { id: options.id ?? `scripted:${model}`, model, capabilities, isRehearsal, requests, complete, stream }
}
