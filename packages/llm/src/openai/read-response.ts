/** From a 2xx response to an answer, whole or streamed. The pieces of a stream are yielded as they come. */
import type OpenAI from 'openai'
import { Stream } from 'openai/streaming'
import { LlmError } from '../errors.js'
import { bodyError } from './call-error.js'
import { createTextPieces } from './text-pieces.js'
import { readChunk, readCompletion, unknownUsage, type WireAnswer } from './wire-answer.js'

export function isEventStream(response: Response): boolean {
  return /^text\/event-stream\b/i.test(contentTypeOf(response))
}

/** @throws LlmError `bad-answer`, or what an error object in its place says */
export async function readWhole(response: Response, secrets: readonly string[]): Promise<WireAnswer> {
  const answer = readCompletion(await readJson(response, secrets))
  const { push, end } = createTextPieces()
  return { ...answer, text: push(answer.text) + end() }
}

/** Yields text, and returns the answer that it adds up to. `hangUp` fires when the reader leaves early. */
export async function* readStream(
  response: Response,
  client: OpenAI,
  hangUp: AbortController,
): AsyncGenerator<string, WireAnswer> {
  const answer: WireAnswer = { text: '', refusal: '', finishReason: '', reportedModel: null, usage: unknownUsage }
  const { push, end } = createTextPieces()
  for await (const body of Stream.fromSSEResponse<unknown>(response, hangUp, client)) {
    const piece = readChunk(body)
    answer.refusal += piece.refusal
    answer.finishReason = piece.finishReason ?? answer.finishReason
    answer.reportedModel ??= piece.reportedModel
    answer.usage = piece.usage ?? answer.usage
    const text = push(piece.text)
    answer.text += text
    if (text !== '') yield text
  }
  const rest = end()
  answer.text += rest
  if (rest !== '') yield rest
  if (answer.finishReason === '') throw new LlmError('bad-answer', 'The stream ended before the answer did.')
  return answer
}

async function readJson(response: Response, secrets: readonly string[]): Promise<unknown> {
  const text = await response.text()
  if (!/\bjson\b/i.test(contentTypeOf(response)))
    throw new LlmError(
      'bad-answer',
      `The endpoint answered with ${contentTypeOf(response).slice(0, 80)}, not with JSON. Does the base URL end in /v1?`,
    )
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    // Its own words would quote the answer, and an answer may quote the key.
    throw new LlmError('bad-answer', 'The endpoint answered with broken JSON.')
  }
  if (typeof body === 'object' && body !== null && 'error' in body && body.error) throw bodyError(body, secrets)
  return body
}

function contentTypeOf(response: Response): string {
  return response.headers.get('content-type') ?? 'no content type'
}
