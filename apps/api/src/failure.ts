/**
 * Any error as people meet it: a code, a sentence, and what to do next. What we did not foresee shows no
 * details, only that something broke; the log has the rest.
 */
import { LlmError, redact, type LlmErrorCode } from '@video2roleplay/llm'
import { isDatabaseUnavailable } from './db/unavailable.js'
import { ApiError, type ApiErrorCode } from './errors.js'

export interface Failure {
  code: string
  message: string
  advice: string | null
  isRetryable: boolean
  retryAfterMs?: number
}

export function toFailure(error: unknown): Failure {
  if (error instanceof ApiError)
    return { code: error.code, message: error.message, advice: error.advice ?? null, isRetryable: error.isRetryable }
  if (error instanceof LlmError)
    return {
      code: error.code,
      message: redact(error.message),
      advice: usualAdvice(error.code),
      isRetryable: error.isRetryable,
      ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
    }
  if (isPackageError(error))
    return {
      code: error.code,
      message: redact(error.message),
      advice: typeof error.advice === 'string' ? error.advice : null,
      isRetryable: error.isRetryable === true,
    }
  if (isDatabaseUnavailable(error))
    return {
      code: 'database-unavailable',
      message: 'The database cannot be reached just now.',
      advice: 'It may be restarting; try again in a moment.',
      isRetryable: true,
    }
  return {
    code: 'internal',
    message: 'Something broke inside Video2Roleplay.',
    advice: 'The log has the details; please report it.',
    isRetryable: false,
  }
}

/** The packages' own errors: a class name that ends in `Error`, and a code of lower-case words. */
function isPackageError(error: unknown): error is Error & { code: string; advice?: unknown; isRetryable?: unknown } {
  return (
    error instanceof Error &&
    /^(Sampler|Curation|Inference|Eval)Error$/.test(error.name) &&
    typeof (error as { code?: unknown }).code === 'string'
  )
}

/** What to do about a code, where nothing more is known of the case. */
export function usualAdvice(code: string): string | null {
  return adviceByCode[code] ?? null
}

const adviceByCode: Partial<Record<string, string>> = {
  unreachable: 'Check that the model endpoint is running and that OPENAI_BASE_URL is right, then retry.',
  timeout: 'The endpoint is slow or overloaded. Retry later, or lower V2R_CONCURRENCY.',
  'rate-limited': 'Wait a little, or lower V2R_CONCURRENCY.',
  'quota-exhausted': 'The account behind the key has no credit left. Top it up, then retry.',
  unauthorized: 'Check OPENAI_API_KEY.',
  'model-not-found': 'Check the name of the model, or choose another one in the settings.',
  'context-overflow': 'Choose a model with a larger context, or fewer frames.',
  'server-error': 'The endpoint had a fault of its own. Retry later.',
  'bad-answer': 'Check that the base URL is that of an OpenAI-compatible API; it usually ends in /v1.',
  unsupported: 'Choose a model that can do this in the settings.',
  'budget-exhausted': 'Raise the budget, then resume.',
  'price-unknown': 'Add the price to V2R_MODEL_PRICES and restart, or take the budget away. Then resume.',
} satisfies Partial<Record<LlmErrorCode | ApiErrorCode, string>>
