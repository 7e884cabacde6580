/**
 * `/v1/audio/transcriptions` of an OpenAI-compatible server, in the shape of a ChatModel: so that a transcription is
 * reserved, paid, replayed and counted by the same ledger as every other call. The sound is not part of the messages;
 * they name it by its hash. The answer's text is JSON: `{ language, segments: [{ startSeconds, endSeconds, text }] }`.
 */
import { APIError } from 'openai'
import * as z from 'zod'
import { capabilitiesOf } from '../capabilities.js'
import type { ChatModel, ChatReply, ChatRequest } from '../chat-model.js'
import { defaultDeadlines, startDeadlines, type Deadlines } from '../deadlines.js'
import { LlmError } from '../errors.js'
import { callError } from './call-error.js'
import { createFetch, guardFetch, type CallGuard, type Fetch } from './guarded-fetch.js'
import { unknownUsage } from './wire-answer.js'

export interface TranscriptionModelOptions {
  /** The name that goes over the wire. */
  model: string
  /** Up to and including `/v1`. */
  baseUrl: string
  apiKey?: string
  audio: { data: Uint8Array; sha256: string; seconds: number }
  deadlines?: Partial<Deadlines>
  fetch?: Fetch
}

export const Transcript = z.object({
  language: z.string().nullable(),
  segments: z.array(z.object({ startSeconds: z.number(), endSeconds: z.number(), text: z.string() })),
})
export type Transcript = z.infer<typeof Transcript>

/** What servers send; those that know no segments send the text alone. */
const WireTranscript = z.object({
  text: z.string(),
  language: z.string().nullish(),
  segments: z.array(z.object({ start: z.number(), end: z.number(), text: z.string() })).nullish(),
})

const maxAnswerBytes = 2_000_000
const mostSegments = 5_000

export function createTranscriptionModel(options: TranscriptionModelOptions): ChatModel {
  const { model, audio } = options
  const baseUrl = options.baseUrl.replace(/\/+$/, '')
  const deadlines = { ...defaultDeadlines, ...options.deadlines }
  const apiKey = options.apiKey?.trim()
  const secrets = apiKey ? [apiKey] : []
  const innerFetch = options.fetch ?? createFetch(deadlines)
  const { host, pathname } = new URL(baseUrl)

  async function complete(request: ChatRequest): Promise<ChatReply> {
    if (request.signal?.aborted) throw new LlmError('aborted', 'The call was cancelled.', { mayHaveBeenPaid: false })
    const startedAt = performance.now()
    const running = startDeadlines(deadlines, request.signal)
    const guard: CallGuard = {
      deadlines: running,
      hangUp: new AbortController(),
      maxAnswerBytes,
      failure: null,
      errorBody: null,
      hasAnswered: false,
    }
    const form = multipart(model, audio.data)
    try {
      const response = await guardFetch(innerFetch, guard)(`${baseUrl}/audio/transcriptions`, {
        method: 'POST',
        body: form.body,
        headers: { 'content-type': form.contentType, ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}) },
      })
      const body = await response.text()
      if (!response.ok) throw APIError.generate(response.status, undefined, undefined, response.headers)
      const transcript = readTranscript(body, audio.seconds)
      return {
        outcome: transcript.segments.length === 0 ? 'empty' : 'answered',
        text: JSON.stringify(transcript),
        finishReason: null,
        usage: unknownUsage,
        reportedModel: null,
        requestedParameters: request.parameters ?? {},
        effectiveParameters: { response_format: 'verbose_json' },
        droppedParameters: [],
        latencyMs: Math.round(performance.now() - startedAt),
        firstTokenMs: null,
        isRehearsal: false,
      }
    } catch (error) {
      throw callError(error, guard, secrets)
    } finally {
      running.stop()
    }
  }

  return {
    id: `openai:${model}@${host}${pathname}#transcriptions`,
    model,
    capabilities: capabilitiesOf(model, { images: false }),
    isRehearsal: false,
    complete,
    async *stream(request) {
      yield { type: 'done', reply: await complete(request) }
    },
  }
}

/** Written by hand: a form of one fetch is not a form to another. */
function multipart(model: string, audio: Uint8Array): { body: Uint8Array<ArrayBuffer>; contentType: string } {
  const boundary = `v2r-${crypto.randomUUID()}`
  const field = (name: string, value: string): string =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const head = [
    field('model', model.replace(/[\r\n]/g, ' ')),
    field('response_format', 'verbose_json'),
    field('timestamp_granularities[]', 'segment'),
    `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="audio.flac"\r\ncontent-type: audio/flac\r\n\r\n`,
  ].join('')
  return {
    body: Buffer.concat([Buffer.from(head), audio, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    contentType: `multipart/form-data; boundary=${boundary}`,
  }
}

function readTranscript(body: string, seconds: number): Transcript {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    throw new LlmError('bad-answer', 'The transcription endpoint answered with broken JSON.')
  }
  const read = WireTranscript.safeParse(value)
  if (!read.success) throw new LlmError('bad-answer', 'The endpoint answered with something that is no transcription.')
  const { text, language, segments } = read.data
  const whole = text.trim() === '' ? [] : [{ start: 0, end: seconds, text }]
  return {
    language: language ?? null,
    segments: (segments ?? whole)
      .slice(0, mostSegments)
      .map(({ start, end, text: words }) => ({
        startSeconds: start,
        endSeconds: end,
        text: words.trim().toWellFormed(),
      }))
      .filter((one) => one.text !== '' && one.startSeconds >= 0 && one.endSeconds >= one.startSeconds),
  }
}
