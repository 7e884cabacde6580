/** Any failure in OpenAI's shape: clients read `error.message`, `error.type` and `error.code`. */
import * as z from 'zod'
import { toFailure } from '../failure.js'

export interface WireError {
  status: number
  retryAfterSeconds?: number
  body: { error: { message: string; type: string; param: string | null; code: string | null } }
}

const statusOf: Partial<Record<string, number>> = {
  'not-found': 404,
  'model-not-found': 404,
  'invalid-input': 400,
  'empty-question': 400,
  'context-too-small': 400,
  'context-overflow': 400,
  'missing-context': 409,
  'no-model': 409,
  unsupported: 400,
  'bad-request': 400,
  'rate-limited': 429,
  'quota-exhausted': 429,
  'budget-exhausted': 429,
  'price-unknown': 409,
  unauthorized: 502,
  unreachable: 502,
  'bad-answer': 502,
  'server-error': 502,
  'answer-too-large': 502,
  timeout: 504,
  'database-unavailable': 503,
}

/** Codes that OpenAI's clients know by another name. */
const codeOf: Partial<Record<string, string>> = {
  'not-found': 'model_not_found',
  'context-overflow': 'context_length_exceeded',
  'context-too-small': 'context_length_exceeded',
  'rate-limited': 'rate_limit_exceeded',
  'quota-exhausted': 'insufficient_quota',
  'budget-exhausted': 'insufficient_quota',
}

export function toWireError(error: unknown): WireError {
  if (error instanceof z.ZodError) {
    const [issue] = error.issues
    const param = issue?.path.join('.') ?? null
    return {
      status: 400,
      body: {
        error: { message: `${param}: ${issue?.message}`, type: 'invalid_request_error', param, code: 'invalid_value' },
      },
    }
  }
  const { code, message, advice, retryAfterMs } = toFailure(error)
  const status = statusOf[code] ?? 500
  return {
    status,
    ...(retryAfterMs === undefined ? {} : { retryAfterSeconds: Math.ceil(retryAfterMs / 1000) }),
    body: {
      error: {
        message: advice === null ? message : `${message} ${advice}`,
        type: status === 429 ? 'rate_limit_error' : status < 500 ? 'invalid_request_error' : 'server_error',
        param: null,
        code: codeOf[code] ?? code.replaceAll('-', '_'),
      },
    },
  }
}
