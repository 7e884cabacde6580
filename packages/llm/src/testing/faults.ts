/** Everything a server was seen to do wrong, acted out over a real connection. */
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

export type Fault =
  | { fault: 'rate-limited'; /** As the header spells it: seconds or an HTTP date. */ retryAfter?: string }
  | { fault: 'quota-exhausted' }
  | {
      fault: 'server-error'
      status?: number
      /** Keep the connection, and kill it when the next request comes on it. */ dropsConnection?: boolean
    }
  | { fault: 'unauthorized' } // and echoes the key, as providers do
  | { fault: 'context-overflow' }
  | { fault: 'model-not-found' }
  | { fault: 'content-filter' } // as a 400, the way Azure reports it
  | { fault: 'redirect'; location: string }
  | { fault: 'html'; status?: number }
  | { fault: 'wrong-content-type' }
  | { fault: 'malformed-json' }
  | { fault: 'error-in-200' }
  | { fault: 'empty-choices' }
  | { fault: 'two-choices' }
  | { fault: 'no-done' } // harmless: the finish reason came
  | { fault: 'no-close' } // the whole answer, then an open connection and silence
  | { fault: 'no-finish' } // the stream just ends
  | { fault: 'header-hang' }
  | { fault: 'body-drip'; everyMs?: number }
  | { fault: 'stall' } // a piece of the body, then silence
  | { fault: 'reset' } // before any header
  | { fault: 'reset-mid-body' }
  | { fault: 'huge-body'; bytes?: number }

export type FaultName = Fault['fault']

/** What `faults.ts` needs of the call to spoil it. */
export interface SpoiltCall {
  isStreamed: boolean
  authorization: string
  /** The pieces of a good answer, for faults that begin well. */
  goodPieces: string[]
  contentType: string
}

/** Connections on which nothing more is answered. */
export const doomedSockets = new WeakSet<Socket>()

export async function actOut(fault: Fault, response: ServerResponse, call: SpoiltCall): Promise<void> {
  const { goodPieces, contentType } = call
  const half =
    goodPieces.length > 1
      ? goodPieces.slice(0, Math.ceil(goodPieces.length / 2)).join('')
      : goodPieces.join('').slice(0, 40)
  switch (fault.fault) {
    case 'rate-limited': {
      const header: Record<string, string> = fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter }
      return sendError(
        response,
        429,
        { message: 'Rate limit reached', type: 'requests', code: 'rate_limit_exceeded' },
        header,
      )
    }
    case 'quota-exhausted':
      return sendError(response, 429, {
        message: 'You exceeded your current quota, please check your plan and billing details.',
        type: 'insufficient_quota',
        code: 'insufficient_quota',
      })
    case 'server-error':
      sendError(response, fault.status ?? 500, { message: 'The server had an error', type: 'server_error', code: null })
      if (fault.dropsConnection && response.req.socket) doomedSockets.add(response.req.socket)
      return
    case 'unauthorized':
      return sendError(response, 401, {
        message: `Incorrect API key provided: ${call.authorization.replace(/^Bearer /, '')}.`,
        type: 'invalid_request_error',
        code: 'invalid_api_key',
      })
    case 'context-overflow':
      return sendError(response, 400, {
        message: "This model's maximum context length is 4096 tokens. However, your messages resulted in 24017 tokens.",
        type: 'invalid_request_error',
        code: 'context_length_exceeded',
      })
    case 'model-not-found':
      return sendError(response, 404, {
        message: 'The model does not exist',
        type: 'invalid_request_error',
        code: 'model_not_found',
      })
    case 'content-filter':
      return sendError(response, 400, {
        message: 'The prompt triggered the content filter',
        type: null,
        code: 'content_filter',
      })
    case 'redirect':
      response.writeHead(307, { location: fault.location }).end()
      return
    case 'html':
      response
        .writeHead(fault.status ?? 200, { 'content-type': 'text/html' })
        .end(`<html><head><title>Bad gateway</title></head><body>${'<p>nginx</p>'.repeat(200)}</body></html>`)
      return
    case 'wrong-content-type':
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(goodPieces.join(''))
      return
    case 'malformed-json':
      response
        .writeHead(200, { 'content-type': contentType })
        .end(call.isStreamed ? 'data: {"choices": [{\n\n' : '{"choices": [{"message": ')
      return
    case 'error-in-200':
      return sendPieces(response, contentType, [
        call.isStreamed
          ? 'data: {"error":{"message":"engine died","code":500}}\n\n'
          : '{"error":{"message":"engine died","code":500}}',
      ])
    case 'empty-choices':
      return sendPieces(response, contentType, [
        call.isStreamed
          ? 'data: {"choices":[]}\n\ndata: [DONE]\n\n'
          : '{"id":"x","object":"chat.completion","choices":[]}',
      ])
    case 'two-choices': {
      const choice = {
        index: 0,
        finish_reason: 'stop',
        message: { role: 'assistant', content: 'A' },
        delta: { content: 'A' },
      }
      const body = JSON.stringify({ choices: [choice, { ...choice, index: 1 }] })
      return sendPieces(response, contentType, [call.isStreamed ? `data: ${body}\n\n` : body])
    }
    case 'no-done':
      return sendPieces(
        response,
        contentType,
        goodPieces.filter((piece) => !piece.includes('[DONE]')),
      )
    case 'no-close':
      response.writeHead(200, { 'content-type': contentType })
      for (const piece of goodPieces) if (!piece.includes('[DONE]')) response.write(piece)
      return
    case 'no-finish':
      return sendPieces(response, contentType, [half])
    case 'header-hang':
      return
    case 'body-drip':
      return drip(response, contentType, fault.everyMs ?? 50)
    case 'stall':
      response.writeHead(200, { 'content-type': contentType })
      response.write(half)
      return
    case 'reset':
      response.socket?.resetAndDestroy()
      return
    case 'reset-mid-body':
      response.writeHead(200, { 'content-type': contentType })
      response.write(half, () => setTimeout(() => response.socket?.resetAndDestroy(), 20))
      return
    case 'huge-body':
      return flood(response, contentType, fault.bytes ?? 300_000_000)
  }
}

function sendError(
  response: ServerResponse,
  status: number,
  error: object,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify({ error }))
}

function sendPieces(response: ServerResponse, contentType: string, pieces: string[]): void {
  response.writeHead(200, { 'content-type': contentType })
  for (const piece of pieces) response.write(piece)
  response.end()
}

/** One byte at a time for ever: enough to keep every idle clock happy. */
function drip(response: ServerResponse, contentType: string, everyMs: number): void {
  response.writeHead(200, { 'content-type': contentType })
  const timer = setInterval(() => response.write(contentType.startsWith('text/event-stream') ? ':\n' : ' '), everyMs)
  response.on('close', () => clearInterval(timer))
}

/** As much as the client takes, never more than a megabyte ahead of it. */
async function flood(response: ServerResponse, contentType: string, bytes: number): Promise<void> {
  response.writeHead(200, { 'content-type': contentType })
  const piece = Buffer.alloc(1_000_000, 'x')
  for (let sent = 0; sent < bytes && !response.destroyed; sent += piece.length) {
    if (response.write(piece)) continue
    await new Promise<void>((resolve) => {
      response.once('drain', resolve)
      response.once('close', resolve)
    })
  }
  response.end()
}
