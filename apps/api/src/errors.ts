/**
 * What can go wrong in the house itself. One class; `code` says which. Errors of the packages keep their own
 * classes; `failure.ts` turns any of them into a code, a sentence and an advice.
 */
export type ApiErrorCode =
  | 'bad-setting' // the environment holds a value we cannot use
  | 'not-found'
  | 'invalid-input'
  | 'conflict' // somebody else was faster; `details` holds both versions
  | 'forbidden'
  | 'stale-lease' // this worker's claim was taken over
  | 'cancelled' // a person stopped the job
  | 'shutting-down' // the process is going away; the job is given back
  | 'worker-lost' // the job took its worker down again and again
  | 'disk-full'
  | 'not-a-file' // a folder, a pipe, a device, a link
  | 'unreadable' // no permission, or it vanished
  | 'too-large'
  | 'too-many-files'
  | 'bad-manifest'
  | 'missing-file' // a row names a stored file that is no longer there
  | 'export-blocked' // licence, consent or safety stand against it; `details` says of which videos
  | 'nothing-to-export'
  | 'budget-exhausted'
  | 'price-unknown' // a budget is set, and what the call would cost cannot be told
  | 'in-batch' // the call is on its way in a batch; the job goes on when it is answered
  | 'no-model' // no model is set for a role
  | 'database-unavailable'
  | 'database-locked' // another process owns the data folder
  | 'port-in-use'
  | 'queue-closed'

export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: ApiErrorCode
  /** What a person can do about it. */
  readonly advice?: string
  readonly isRetryable: boolean
  /** Anything the caller may show beside the sentence. Never a secret. */
  readonly details?: Record<string, unknown>

  constructor(
    code: ApiErrorCode,
    message: string,
    options: { cause?: unknown; advice?: string; isRetryable?: boolean; details?: Record<string, unknown> } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    if (options.advice !== undefined) this.advice = options.advice
    this.isRetryable = options.isRetryable ?? retryableCodes.has(code)
    if (options.details !== undefined) this.details = options.details
  }
}

const retryableCodes = new Set<ApiErrorCode>(['disk-full', 'database-unavailable'])
