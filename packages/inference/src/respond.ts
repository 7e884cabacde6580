/**
 * §4.3, the agent itself: one question to the character, streamed or whole. What a model answers, a refusal and a
 * cut included, is a value; a broken connection is thrown after the pieces that arrived.
 */
import type { ChatModel, ChatOutcome, ChatReply } from '@video2roleplay/llm'
import {
  type Grounding,
  prepareResponse,
  type ResponseInput,
  type ResponseOptions,
  type WhatTheModelSees,
} from './prepare-response.js'
import { splitThinking } from './split-thinking.js'

export interface RoleResponse {
  /** The answer, without thinking. */
  text: string
  /** What a reasoning model wrote in `<think>`; empty for others. */
  thinking: string
  outcome: ChatOutcome
  grounding: Grounding
  promptId: string
  sees: WhatTheModelSees
  reply: ChatReply
}

export type ResponseChunk = { type: 'text'; text: string } | { type: 'done'; response: RoleResponse }

/** Text as it arrives, then exactly one `done`. @throws LlmError, InferenceError */
export async function* respond(
  input: ResponseInput,
  responder: ChatModel,
  options: ResponseOptions = {},
): AsyncGenerator<ResponseChunk, void, undefined> {
  const { request, sees } = prepareResponse(input, responder, options)
  for await (const chunk of responder.stream(request)) {
    yield chunk.type === 'text' ? chunk : { type: 'done', response: responseOf(chunk.reply, sees) }
  }
}

/** The same without streaming, for evaluation runs. @throws LlmError, InferenceError */
export async function respondOnce(
  input: ResponseInput,
  responder: ChatModel,
  options: ResponseOptions = {},
): Promise<RoleResponse> {
  const { request, sees } = prepareResponse(input, responder, options)
  return responseOf(await responder.complete(request), sees)
}

function responseOf(reply: ChatReply, sees: WhatTheModelSees): RoleResponse {
  const { thinking, rest } = splitThinking(reply.text)
  const outcome = reply.outcome === 'answered' && rest === '' ? 'empty' : reply.outcome
  return { text: rest, thinking, outcome, grounding: sees.grounding, promptId: sees.promptId, sees, reply }
}
