/**
 * One place where whatever a call died of becomes an LlmError. What an endpoint wrote is cut short, cleared of
 * keys, and never trusted to say whether a retry makes sense.
 */
import { APIError } from 'openai'
import { LlmError, type LlmErrorCode } from '../errors.js'
import { redact } from '../redact.js'
import { readRetryAfter } from './retry-after.js'
import type { CallGuard } from './guarded-fetch.js'

const maxQuotedCharacters = 200

/** Everything known about a call that did not end in an answer. */
export function callError(error: unknown, guard: CallGuard, secrets: readonly string[]): LlmError {
  if (guard.failure !== null) return guard.failure
  const cause = cleanCause(error, secrets)
  const { stopReason } = guard.deadlines
  if (stopReason === 'aborted') return new LlmError('aborted', 'The call was cancelled.', { cause })
  if (stopReason !== null) return new LlmError('timeout', timeoutSentence[stopReason], { cause })
  if (error instanceof LlmError) return error
  if (error instanceof APIError && error.status !== undefined) return statusError(error, guard, secrets)
  if (error instanceof APIError && error.error !== undefined)
    return bodyError(error.error, secrets, { cause, mayHaveBeenPaid: true })
  if (error instanceof SyntaxError) return new LlmError('bad-answer', 'The stream holds broken JSON.', { cause })
  if (guard.hasAnswered)
    return new LlmError('bad-answer', 'The connection broke in the middle of the answer.', { cause })
  return connectionError(error, cause)
}

const timeoutSentence = {
  idle: 'The endpoint fell silent; the idle deadline passed.',
  total: 'The endpoint did not finish in time; the total deadline passed.',
}

/** An answer with an HTTP status outside 2xx. */
function statusError(error: APIError, guard: CallGuard, secrets: readonly string[]): LlmError {
  const status = error.status as number
  const body = parsedOrText(guard.errorBody ?? '')
  const options = {
    cause: cleanCause(error, secrets),
    httpStatus: status,
    retryAfterMs: readRetryAfter(error.headers),
  }
  const code = codeOfBody(body) ?? codeOfStatus(status)
  const quoted = quote(body, secrets)
  return new LlmError(code, `The endpoint answered ${status}${quoted === '' ? '.' : `: ${quoted}`}`, {
    ...options,
    ...(status === 409 && { isRetryable: true }),
    ...(status === 504 && { mayHaveBeenPaid: true }),
  })
}

/** An `error` object where an answer should be: in a 200, or in the middle of a stream. */
export function bodyError(
  body: unknown,
  secrets: readonly string[],
  options: { cause?: unknown; mayHaveBeenPaid?: boolean } = {},
): LlmError {
  return new LlmError(
    codeOfBody(body) ?? 'bad-answer',
    `The endpoint answered with an error in place of an answer: ${quote(body, secrets)}`,
    options,
  )
}

function codeOfStatus(status: number): LlmErrorCode {
  if (status === 401 || status === 403) return 'unauthorized'
  if (status === 402) return 'quota-exhausted'
  if (status === 404) return 'model-not-found'
  if (status === 408) return 'timeout'
  if (status === 413) return 'context-overflow'
  if (status === 429) return 'rate-limited'
  return status >= 500 ? 'server-error' : 'bad-request'
}

/** Some causes are told by the body alone: servers disagree about the status that goes with them. */
function codeOfBody(body: unknown): LlmErrorCode | null {
  const { code, type, message } = errorFields(body)
  const names = [code, type]
  if (names.some((name) => name === 'insufficient_quota' || name === 'billing_hard_limit_reached'))
    return 'quota-exhausted'
  if (names.includes('model_not_found')) return 'model-not-found'
  if (names.includes('context_length_exceeded') || contextOverflow.test(message)) return 'context-overflow'
  if (names.includes('rate_limit_exceeded')) return 'rate-limited'
  return null
}

// "maximum context length is 4096 tokens", "prompt is too long", "exceed the model's context window", "max_model_len"
const contextOverflow =
  /maximum context length|context (?:length|window|size)|max_model_len|(?:prompt|input)(?: \(?[\w ]{0,30}\)?)? is too long|too many (?:input )?tokens/i

/** True where a provider reports its content filter as a refused request (Azure does, with 400). */
export function isContentFilterBody(body: string | null): boolean {
  if (body === null) return false
  const { code } = errorFields(parsedOrText(body))
  return code === 'content_filter' || code === 'content_policy_violation'
}

function errorFields(body: unknown): { code: string; type: string; message: string } {
  const outer = isRecord(body) ? body : {}
  const inner = isRecord(outer.error) ? outer.error : outer
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  const message = text(inner.message) || text(outer.error) || text(inner.detail) || text(body)
  return { code: text(inner.code), type: text(inner.type), message: message.slice(0, 4_000) }
}

function quote(body: unknown, secrets: readonly string[]): string {
  const { message } = errorFields(body)
  const words = redact(message, secrets)
    .replace(/<[^<>]{0,200}>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return words.length > maxQuotedCharacters ? `${words.slice(0, maxQuotedCharacters).toWellFormed()}…` : words
}

function connectionError(error: unknown, cause: Error): LlmError {
  const chain = causesOf(error)
  if (chain.some((link) => link.message === 'unexpected redirect'))
    return new LlmError(
      'bad-request',
      'The endpoint answered with a redirect, which is not followed. Put its final address into the base URL.',
      {
        cause,
      },
    )
  const code = chain.flatMap((link) => ('code' in link && typeof link.code === 'string' ? [link.code] : []))[0] ?? ''
  if (code === 'UND_ERR_CONNECT_TIMEOUT')
    return new LlmError('timeout', 'No connection to the endpoint in time; the connect deadline passed.', {
      cause,
      mayHaveBeenPaid: false,
    })
  const neverConnected = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'].includes(code)
  const detail = code === '' ? '' : ` (${code})`
  return new LlmError(
    'unreachable',
    neverConnected ? `No connection to the endpoint${detail}.` : `The connection to the endpoint broke${detail}.`,
    { cause, mayHaveBeenPaid: !neverConnected },
  )
}

function causesOf(error: unknown): Error[] {
  const chain: Error[] = []
  for (let link = error; link instanceof Error && chain.length < 8; link = link.cause) {
    chain.push(link)
    if (link instanceof AggregateError) chain.push(...link.errors.filter((one): one is Error => one instanceof Error))
  }
  return chain
}

/** The SDK's error carries headers and the provider's words; only its name and cleared message are kept. */
function cleanCause(error: unknown, secrets: readonly string[]): Error {
  const texts = causesOf(error).map((link) => `${link.constructor.name}: ${link.message}`)
  const cause = new Error(redact(texts.join(' <- ').slice(0, 1_000), secrets))
  cause.stack = `${cause.name}: ${cause.message}`
  return cause
}

function parsedOrText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text // an HTML page, most often
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
