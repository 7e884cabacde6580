/**
 * A real HTTP server that speaks the batch interface: files up, batches made, polled and collected. Every line is
 * checked like a direct request; a script says what becomes of each call and of the batch as a whole.
 */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ChatCompletionRequest } from './chat-request.js'
import { rehearsedReply } from './rehearsed-reply.js'
import { replyPieces } from './wire-reply.js'

export interface BatchedCall {
  customId: string
  body: ChatCompletionRequest
  /** Position in its file, from 0. */
  index: number
}

/** A text; a status with an error body; or no answer before the day is over. */
export type BatchedReply = string | { status: number; code?: string } | 'expired'

export interface ScriptedBatchesOptions {
  /** Default: what the rehearsal model would say. */
  respond?: (call: BatchedCall) => BatchedReply | Promise<BatchedReply>
  /** How often a batch is polled before it is over. */
  pollsUntilOver?: number
}

export interface ScriptedBatches {
  readonly baseUrl: string
  readonly submitted: readonly { id: string; calls: BatchedCall[] }[]
  /** Lines that no provider would take. */
  readonly refused: readonly string[]
  /** Refuses what comes from now on with this status; null to be well again. */
  failWith(status: number | null): void
  close(): Promise<void>
}

interface RemoteBatch {
  id: string
  metadata: Record<string, string>
  calls: BatchedCall[]
  polls: number
  outputId: string
  errorId: string
  isExpired: boolean
}

export async function startScriptedBatches(options: ScriptedBatchesOptions = {}): Promise<ScriptedBatches> {
  const { pollsUntilOver = 1 } = options
  const files = new Map<string, string>()
  const batches = new Map<string, RemoteBatch>()
  const refused: string[] = []
  let failure: number | null = null

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.split('?')[0] ?? ''
    if (failure !== null) return send(response, failure, { error: { message: 'down', code: null } })
    if (request.method === 'POST' && path === '/v1/files') {
      const id = `file-${randomUUID()}`
      files.set(id, fileOf(await bodyOf(request)))
      return send(response, 200, { id, object: 'file', purpose: 'batch' })
    }
    if (request.method === 'POST' && path === '/v1/batches') return makeBatch(await bodyOf(request), response)
    if (request.method === 'GET' && path === '/v1/batches')
      return send(response, 200, { object: 'list', data: [...batches.values()].map(viewOf), has_more: false })
    const batch = batches.get(/^\/v1\/batches\/([^/]+)$/.exec(path)?.[1] ?? '')
    if (batch !== undefined) {
      batch.polls++
      return send(response, 200, viewOf(batch))
    }
    const file = files.get(/^\/v1\/files\/([^/]+)\/content$/.exec(path)?.[1] ?? '')
    if (file !== undefined) return void response.writeHead(200, { 'content-type': 'application/jsonl' }).end(file)
    send(response, 404, { error: { message: `No route ${request.method} ${path}`, code: null } })
  }

  async function makeBatch(body: string, response: ServerResponse): Promise<void> {
    const { input_file_id, metadata = {} } = JSON.parse(body) as {
      input_file_id: string
      metadata?: Record<string, string>
    }
    const lines = (files.get(input_file_id) ?? '').split('\n').filter((line) => line !== '')
    const calls = lines.flatMap((line, index): BatchedCall[] => {
      const { custom_id: customId, body: wire } = JSON.parse(line) as { custom_id: string; body: unknown }
      const checked = ChatCompletionRequest.safeParse(wire)
      if (checked.success) return [{ customId, body: checked.data, index }]
      refused.push(checked.error.message)
      return []
    })
    const id = `batch-${randomUUID()}`
    const batch = { id, metadata, calls, polls: 0, outputId: `out-${id}`, errorId: `err-${id}`, isExpired: false }
    const out: string[] = []
    const errors: string[] = []
    for (const call of calls) {
      const reply = await (options.respond?.(call) ?? rehearsed(call))
      const line = (rest: object) => JSON.stringify({ id: `req-${randomUUID()}`, custom_id: call.customId, ...rest })
      if (reply === 'expired') {
        batch.isExpired = true
        errors.push(line({ response: null, error: { code: 'batch_expired', message: 'Not done within 24 hours.' } }))
      } else if (typeof reply === 'string') {
        const whole = JSON.parse(replyPieces(reply, call.body.model, false, true)[0]!) as unknown
        out.push(line({ response: { status_code: 200, body: whole }, error: null }))
      } else {
        const error = { message: 'The call failed.', code: reply.code ?? null }
        errors.push(line({ response: { status_code: reply.status, body: { error } }, error: null }))
      }
    }
    // A batch has no particular order.
    files.set(batch.outputId, out.toReversed().join('\n'))
    files.set(batch.errorId, errors.join('\n'))
    batches.set(id, batch)
    send(response, 200, viewOf(batch))
  }

  function viewOf(batch: RemoteBatch): object {
    const isOver = batch.polls >= pollsUntilOver
    const has = (id: string) => isOver && files.get(id) !== ''
    return {
      id: batch.id,
      object: 'batch',
      endpoint: '/v1/chat/completions',
      completion_window: '24h',
      status: isOver ? (batch.isExpired ? 'expired' : 'completed') : 'in_progress',
      metadata: batch.metadata,
      output_file_id: has(batch.outputId) ? batch.outputId : null,
      error_file_id: has(batch.errorId) ? batch.errorId : null,
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => send(response, 500, { error: { message: String(error) } }))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    get submitted() {
      return [...batches.values()].map(({ id, calls }) => ({ id, calls }))
    },
    refused,
    failWith: (status) => {
      failure = status
    },
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function rehearsed({ body, index }: BatchedCall): Promise<string> {
  return rehearsedReply({ body, promptId: null, purpose: null, headers: {}, index })
}

/** The one file of a multipart form: what stands between the blank line after its headers and the last boundary. */
function fileOf(form: string): string {
  const part = form.split(/--[^\r\n]+\r\n/).find((one) => one.includes('filename='))
  return part?.slice(part.indexOf('\r\n\r\n') + 4).replace(/\r\n(--.*)?$/s, '') ?? ''
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
