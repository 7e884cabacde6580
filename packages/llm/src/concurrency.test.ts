import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createEndpointLimiter, type EndpointLimiter } from './concurrency.js'
import { LlmError } from './errors.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const tick = () => vi.advanceTimersByTimeAsync(0)
const fail = (limiter: EndpointLimiter, error: LlmError) =>
  limiter.run(() => Promise.reject(error)).catch(() => 'failed')
const rateLimited = (retryAfterMs?: number) => new LlmError('rate-limited', 'slow down', { retryAfterMs })

/** Calls that end when told to. */
function heldCalls(limiter: EndpointLimiter, count: number) {
  const running: ((error?: LlmError) => void)[] = []
  const ends = Array.from({ length: count }, () =>
    limiter
      .run(() => new Promise<void>((resolve, reject) => running.push((error) => (error ? reject(error) : resolve()))))
      .catch(() => undefined),
  )
  return { running, ends }
}

describe('an endpoint limiter', () => {
  test('runs no more calls at a time than it may, and all of them in the end', async () => {
    const limiter = createEndpointLimiter({ max: 3 })
    const { running, ends } = heldCalls(limiter, 8)
    await tick()
    expect([limiter.inFlight, limiter.waiting]).toEqual([3, 5])
    for (let index = 0; index < 8; index++) {
      running[index]!()
      await tick()
    }
    await Promise.all(ends)
    expect([limiter.inFlight, limiter.waiting]).toEqual([0, 0])
  })

  test('shrinks by a fifth on a 429, once for all calls that were under way', async () => {
    const limiter = createEndpointLimiter({ max: 10 })
    const { running, ends } = heldCalls(limiter, 10)
    await tick()
    for (const end of running) end(rateLimited())
    await Promise.all(ends)
    expect(limiter.limit).toBe(8)
    await fail(limiter, rateLimited())
    expect(limiter.limit).toBe(6)
  })

  test('never shrinks below one call', async () => {
    const limiter = createEndpointLimiter({ max: 2 })
    for (let index = 0; index < 5; index++) await fail(limiter, rateLimited())
    expect(limiter.limit).toBe(1)
    expect(await limiter.run(() => Promise.resolve('still works'))).toBe('still works')
  })

  test('takes server errors and timeouts as no news about its rate', async () => {
    const limiter = createEndpointLimiter({ max: 10 })
    await fail(limiter, new LlmError('server-error', '500'))
    await fail(limiter, new LlmError('timeout', 'slow'))
    expect(limiter.limit).toBe(10)
  })

  test('grows by one after a full row of successes, up to its maximum', async () => {
    const limiter = createEndpointLimiter({ max: 4, start: 2 })
    const succeed = async (times: number) => {
      for (let index = 0; index < times; index++) await limiter.run(() => Promise.resolve())
    }
    await succeed(1)
    await fail(limiter, new LlmError('server-error', '500'))
    await succeed(1)
    expect(limiter.limit).toBe(2)
    await succeed(1)
    expect(limiter.limit).toBe(3)
    await succeed(20)
    expect(limiter.limit).toBe(4)
  })

  test('waits as long as the endpoint asked', async () => {
    const limiter = createEndpointLimiter({ max: 2 })
    await fail(limiter, rateLimited(3_000))
    const task = vi.fn<() => Promise<string>>().mockResolvedValue('later')
    const call = limiter.run(task)
    await vi.advanceTimersByTimeAsync(2_999)
    expect(task).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(await call).toBe('later')
  })

  test('hands a long pause back instead of sleeping in a worker', async () => {
    const limiter = createEndpointLimiter({ max: 2, maxWaitMs: 10_000 })
    await fail(limiter, rateLimited(3_600_000))
    const task = vi.fn<() => Promise<void>>().mockResolvedValue(undefined)
    const error = await limiter.run(task).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'rate-limited', retryAfterMs: 3_600_000, isRetryable: true })
    expect(task).not.toHaveBeenCalled()
  })

  test('lets a waiting caller leave the queue, unpaid', async () => {
    const limiter = createEndpointLimiter({ max: 1 })
    const { running, ends } = heldCalls(limiter, 1)
    const caller = new AbortController()
    const task = vi.fn<() => Promise<void>>().mockResolvedValue(undefined)
    const waiting = limiter.run(task, caller.signal).catch((reason: unknown) => reason)
    await tick()
    caller.abort()
    expect(await waiting).toMatchObject({ code: 'aborted', mayHaveBeenPaid: false })
    expect(limiter.waiting).toBe(0)
    running[0]!()
    await Promise.all(ends)
    expect(task).not.toHaveBeenCalled()
  })
})
