/**
 * How many calls one endpoint gets at a time, learnt from its answers: a 429 shrinks the limit by a fifth,
 * an unbroken row of successes grows it by one. Server errors and timeouts say nothing about our rate and
 * leave it alone, but start the row anew.
 *
 * It never retries. A pause longer than `maxWaitMs` is thrown to the caller as `rate-limited`, so that the
 * job queue can keep the work for later and give the worker something else to do.
 */
import { LlmError } from './errors.js'

export interface EndpointLimiter {
  run<Result>(task: () => Promise<Result>, signal?: AbortSignal): Promise<Result>
  /** Calls allowed at a time, now. */
  readonly limit: number
  readonly inFlight: number
  readonly waiting: number
}

export interface EndpointLimiterOptions {
  max: number
  /** Where to begin; the maximum where absent. */
  start?: number
  /** Longest pause asked for by `retry-after` that is waited out in place. */
  maxWaitMs?: number
}

const shrinkFactor = 0.8

export function createEndpointLimiter(options: EndpointLimiterOptions): EndpointLimiter {
  const maxWaitMs = options.maxWaitMs ?? 10_000
  const queue = new Set<() => void>()
  let limit = Math.max(1, Math.min(options.max, options.start ?? options.max))
  let inFlight = 0
  let successes = 0
  let pausedUntil = 0
  let shrunkAt = 0
  let calls = 0
  let resume: NodeJS.Timeout | undefined

  /** Lets waiting calls start, now or when the pause is over. */
  function admit(): void {
    clearTimeout(resume)
    const pauseMs = pausedUntil - Date.now()
    if (pauseMs > 0) {
      if (queue.size > 0) resume = setTimeout(admit, pauseMs)
      return
    }
    for (const start of queue) {
      if (inFlight >= limit) return
      queue.delete(start)
      inFlight++
      start()
    }
  }

  function waitForTurn(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = () => {
        queue.delete(start)
        if (queue.size === 0) clearTimeout(resume)
        reject(
          new LlmError('aborted', 'The call was cancelled while it waited for its turn.', { mayHaveBeenPaid: false }),
        )
      }
      const start = () => {
        signal?.removeEventListener('abort', cancel)
        resolve()
      }
      if (signal?.aborted) return cancel()
      signal?.addEventListener('abort', cancel, { once: true })
      queue.add(start)
      admit()
    })
  }

  function learnFrom(error: unknown, startedAsCall: number): void {
    successes = 0
    if (!(error instanceof LlmError) || error.code !== 'rate-limited') return
    if (error.retryAfterMs !== undefined) pausedUntil = Math.max(pausedUntil, Date.now() + error.retryAfterMs)
    // Ten calls refused at once are one message, not ten.
    if (startedAsCall <= shrunkAt) return
    limit = Math.max(1, Math.floor(limit * shrinkFactor))
    shrunkAt = calls
  }

  return {
    async run(task, signal) {
      const pauseMs = pausedUntil - Date.now()
      if (pauseMs > maxWaitMs)
        throw new LlmError('rate-limited', 'The endpoint asked for a pause.', {
          retryAfterMs: pauseMs,
          isPause: true,
        })
      await waitForTurn(signal)
      const call = ++calls
      try {
        const result = await task()
        if (++successes >= limit && limit < options.max) {
          limit++
          successes = 0
        }
        return result
      } catch (error) {
        learnFrom(error, call)
        throw error
      } finally {
        inFlight--
        admit()
      }
    },
    get limit() {
      return limit
    },
    get inFlight() {
      return inFlight
    },
    get waiting() {
      return queue.size
    },
  }
}
