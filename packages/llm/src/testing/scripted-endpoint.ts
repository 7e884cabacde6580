/**
 * A real HTTP server that speaks the chat completions API: for tests of the whole house, with every request
 * checked against the schema, every call counted, and faults on demand.
 */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { ChatCompletionRequest } from './chat-request.js'
import type { FaultMix } from './fault-mix.js'
import { actOut, doomedSockets, type Fault } from './faults.js'
import { rehearsedReply } from './rehearsed-reply.js'
import { answerTranscription, type ReceivedAudio, type TranscriptionReply } from './transcription.js'
import { replyPieces, type EndpointReply } from './wire-reply.js'

export interface ReceivedRequest {
  body: ChatCompletionRequest
  /** From the headers `x-prompt-id` and `x-purpose`, which our adapter sends. */
  promptId: string | null
  purpose: string | null
  headers: Record<string, string | string[] | undefined>
  /** Position among all calls, from 0. */
  index: number
}

export interface ScriptedEndpointOptions {
  /** Default: what the rehearsal model would say. */
  respond?: (request: ReceivedRequest) => EndpointReply | Fault | Promise<EndpointReply | Fault>
  /** Asked before `respond`. */
  faults?: FaultMix
  latencyMs?: number
  /** Default: any free one. */
  port?: number
  /** What `/v1/models` lists. */
  models?: string[]
  /** What `/v1/audio/transcriptions` hears; 404 without it. */
  transcribe?: (audio: ReceivedAudio) => TranscriptionReply
}

export interface ScriptedEndpoint {
  /** For `createOpenAiModel`: ends in `/v1`. */
  readonly baseUrl: string
  /** Well-formed requests in order; each picture stands as its hash, so that large runs fit into memory. */
  readonly requests: readonly ReceivedRequest[]
  /** Sound that came to be transcribed, in order. */
  readonly heard: readonly ReceivedAudio[]
  /** What was wrong with requests that the schema refused. Empty in a healthy suite. */
  readonly refused: readonly string[]
  readonly counts: Readonly<EndpointCounts>
  close(): Promise<void>
}

export interface EndpointCounts {
  total: number
  /** Calls that got a whole, good answer. */
  answered: number
  inFlight: number
  maxInFlight: number
  byPurpose: Record<string, number>
  byFault: Record<string, number>
}

const maxRequestBytes = 200_000_000

export async function startScriptedEndpoint(options: ScriptedEndpointOptions = {}): Promise<ScriptedEndpoint> {
  const respond = options.respond ?? rehearsedReply
  const requests: ReceivedRequest[] = []
  const refused: string[] = []
  const heard: ReceivedAudio[] = []
  const counts: EndpointCounts = { total: 0, answered: 0, inFlight: 0, maxInFlight: 0, byPurpose: {}, byFault: {} }

  async function answerChat(request: IncomingMessage, response: ServerResponse): Promise<void> {
    counts.total++
    counts.maxInFlight = Math.max(counts.maxInFlight, ++counts.inFlight)
    response.on('close', () => counts.inFlight--)
    const text = await readBody(request)
    const checked = ChatCompletionRequest.safeParse(jsonOrUndefined(text))
    if (!checked.success) {
      refused.push(checked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '))
      return sendJson(response, 422, { error: { message: refused.at(-1), type: 'invalid_request_error', code: null } })
    }
    const received: ReceivedRequest = {
      body: checked.data,
      promptId: headerOf(request, 'x-prompt-id'),
      purpose: headerOf(request, 'x-purpose'),
      headers: request.headers,
      index: counts.total - 1,
    }
    requests.push({ ...received, body: withoutPictures(checked.data) })
    const purpose = received.purpose ?? 'unknown'
    counts.byPurpose[purpose] = (counts.byPurpose[purpose] ?? 0) + 1
    if (options.latencyMs) await sleep(options.latencyMs)

    const reply = options.faults?.(text) ?? (await respond(received))
    const { model, stream: isStreamed = false, stream_options } = checked.data
    const isFault = typeof reply !== 'string' && 'fault' in reply
    const goodPieces = replyPieces(
      isFault ? 'This answer breaks off.' : reply,
      model,
      isStreamed,
      stream_options?.include_usage ?? false,
    )
    const contentType = isStreamed ? 'text/event-stream' : 'application/json'
    if (isFault) {
      counts.byFault[reply.fault] = (counts.byFault[reply.fault] ?? 0) + 1
      const authorization = headerOf(request, 'authorization') ?? ''
      return actOut(reply, response, { isStreamed, authorization, goodPieces, contentType })
    }
    response.writeHead(200, { 'content-type': contentType })
    for (const piece of goodPieces) response.write(piece)
    response.end(() => counts.answered++)
  }

  const server = createServer((request, response) => {
    if (doomedSockets.has(request.socket)) return request.socket.destroy()
    const path = request.url?.split('?')[0]
    if (request.method === 'POST' && path === '/v1/chat/completions')
      answerChat(request, response).catch((error: unknown) => {
        if (!response.headersSent)
          sendJson(response, 500, { error: { message: `The script failed: ${String(error)}` } })
        else response.destroy()
      })
    else if (request.method === 'POST' && path === '/v1/audio/transcriptions' && options.transcribe)
      answerTranscription(request, response, heard, options.transcribe).catch(() => response.destroy())
    else if (request.method === 'GET' && path === '/v1/models') {
      const data = (options.models ?? ['scripted']).map((id) => ({
        id,
        object: 'model',
        created: 1,
        owned_by: 'tests',
      }))
      sendJson(response, 200, { object: 'list', data })
    } else sendJson(response, 404, { error: { message: `No route ${request.method} ${path}`, code: null } })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })

  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    heard,
    refused,
    counts,
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length
    if (bytes > maxRequestBytes) throw new Error('request too large')
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString()
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // refused by the schema
  }
}

function withoutPictures(body: ChatCompletionRequest): ChatCompletionRequest {
  const messages = body.messages.map((message) => {
    if (message.role !== 'user' || typeof message.content === 'string') return message
    const content = message.content.map((part) => {
      if (part.type === 'text') return part
      const [head, base64 = ''] = part.image_url.url.split(',')
      const sha256 = createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex')
      return { ...part, image_url: { ...part.image_url, url: `${head},sha256:${sha256}` } }
    })
    return { ...message, content }
  })
  return { ...body, messages }
}

function headerOf(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name]
  return typeof value === 'string' ? value : null
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
