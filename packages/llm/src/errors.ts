/**
 * What can go wrong between us and a model. One class; `code` says which.
 * A truncated, refused, filtered or empty answer is not an error: see `ChatReply.outcome`.
 */
export type LlmErrorCode =
  | 'unreachable' // no connection, DNS, reset before headers
  | 'timeout' // connect, idle or total deadline passed
  | 'rate-limited' // 429, try later
  | 'quota-exhausted' // 429 insufficient_quota: pause, do not retry
  | 'unauthorized' // 401, 403
  | 'model-not-found' // 404
  | 'context-overflow' // the prompt does not fit
  | 'bad-request' // another 4xx, or a redirect
  | 'server-error' // 5xx
  | 'bad-answer' // 2xx, but not a chat completion
  | 'answer-too-large' // byte cap passed
  | 'unsupported' // the capability table says that the model cannot do this
  | 'aborted' // the caller's signal

export class LlmError extends Error {
  override readonly name = 'LlmError'
  readonly code: LlmErrorCode
  /** True where the same call may succeed later. Retries belong to the job queue, never here. */
  readonly isRetryable: boolean
  /** True where the endpoint may have done, and charged for, the work all the same. */
  readonly mayHaveBeenPaid: boolean
  /** Milliseconds to wait, as the endpoint asked; absent where it did not say. */
  readonly retryAfterMs?: number
  readonly httpStatus?: number
  /** True where nobody was asked: the endpoint had asked for a pause, or its tokens a minute are used up. */
  readonly isPause: boolean

  constructor(
    code: LlmErrorCode,
    message: string,
    options: {
      cause?: unknown
      isRetryable?: boolean
      mayHaveBeenPaid?: boolean
      retryAfterMs?: number
      httpStatus?: number
      isPause?: boolean
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.isRetryable = options.isRetryable ?? retryableCodes.has(code)
    this.mayHaveBeenPaid = options.mayHaveBeenPaid ?? paidCodes.has(code)
    this.isPause = options.isPause ?? false
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs
    if (options.httpStatus !== undefined) this.httpStatus = options.httpStatus
  }
}

const retryableCodes = new Set<LlmErrorCode>(['unreachable', 'timeout', 'rate-limited', 'server-error', 'bad-answer'])
const paidCodes = new Set<LlmErrorCode>(['timeout', 'bad-answer', 'answer-too-large', 'aborted'])
