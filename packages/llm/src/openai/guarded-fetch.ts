/**
 * The fetch that the SDK gets for one call: never follows a redirect (the key would go along), counts every
 * byte of the body after decompression, and lets the deadlines hear of each piece.
 */
import { Agent, fetch as undiciFetch } from 'undici'
import type { Deadlines, RunningDeadlines } from '../deadlines.js'
import { LlmError } from '../errors.js'

export type Fetch = typeof globalThis.fetch

/**
 * One connection per call. A server that drops its kept-alive connection after a 500 would otherwise fail the
 * next, innocent call, and beside a model's seconds a handshake is nothing.
 */
export function createFetch(deadlines: Deadlines): Fetch {
  const dispatcher = new Agent({
    connect: { timeout: deadlines.connectMs },
    headersTimeout: 0,
    bodyTimeout: 0,
    pipelining: 0,
  })
  const fetchThrough = (input: unknown, init: unknown) =>
    undiciFetch(input as Parameters<typeof undiciFetch>[0], {
      ...(init as Parameters<typeof undiciFetch>[1]),
      dispatcher,
    })
  return fetchThrough as unknown as Fetch
}

/** What the wrapped fetch saw; the SDK turns some of it into errors that no longer say. */
export interface CallGuard {
  readonly deadlines: RunningDeadlines
  /** Fires when nobody reads the answer any more, so that the endpoint can stop writing it. */
  readonly hangUp: AbortController
  readonly maxAnswerBytes: number
  /** Set when the byte cap ended the call. */
  failure: LlmError | null
  /** The body of an answer outside 2xx, as it came: the SDK keeps only the `error` member of it. */
  errorBody: string | null
  /** True once a 2xx came: what breaks afterwards is a broken answer, not a missing connection. */
  hasAnswered: boolean
}

export function guardFetch(inner: Fetch, guard: CallGuard): Fetch {
  return async (input, init) => {
    const signals = [guard.deadlines.signal, guard.hangUp.signal, ...(init?.signal ? [init.signal] : [])]
    const response = await inner(input, {
      ...init,
      headers: onlyOurs(new Headers(init?.headers)),
      redirect: 'error',
      signal: AbortSignal.any(signals),
    })
    guard.deadlines.touch()
    guard.hasAnswered = response.ok
    const announced = Number(response.headers.get('content-length') ?? 0)
    if (announced > guard.maxAnswerBytes) {
      await response.body?.cancel()
      throw tooLarge(guard)
    }
    if (response.body === null) return response
    const counted = response.body.pipeThrough(countBytes(guard))
    if (!response.ok) guard.errorBody = await new Response(counted).text()
    return new Response(guard.errorBody ?? counted, {
      status: response.status,
      statusText: response.statusText,
      headers: response.headers,
    })
  }
}

const ourHeaders = ['accept', 'authorization', 'content-type', 'user-agent', 'x-prompt-id', 'x-purpose']

/** The client adds facts about the machine, and whatever its own environment variable says. */
function onlyOurs(headers: Headers): Headers {
  return new Headers([...headers].filter(([name]) => ourHeaders.includes(name)))
}

function countBytes(guard: CallGuard): TransformStream<Uint8Array, Uint8Array> {
  let received = 0
  return new TransformStream({
    transform(piece, controller) {
      guard.deadlines.touch()
      received += piece.byteLength
      if (received > guard.maxAnswerBytes) controller.error(tooLarge(guard))
      else controller.enqueue(piece)
    },
  })
}

function tooLarge(guard: CallGuard): LlmError {
  guard.failure = new LlmError(
    'answer-too-large',
    `The answer is larger than ${guard.maxAnswerBytes} bytes; reading stopped.`,
  )
  return guard.failure
}
