import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { startDeadlines } from './deadlines.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('deadlines', () => {
  test('end a call that takes too long in total, however lively', () => {
    const running = startDeadlines({ idleMs: 100, totalMs: 250 })
    for (let elapsed = 0; elapsed < 240; elapsed += 60) {
      running.touch()
      vi.advanceTimersByTime(60)
    }
    expect(running.stopReason).toBeNull()
    vi.advanceTimersByTime(10)
    expect(running.stopReason).toBe('total')
    expect(running.signal.aborted).toBe(true)
  })

  test('end a call that falls silent, but only once it has begun to speak', () => {
    const running = startDeadlines({ idleMs: 100, totalMs: 10_000 })
    vi.advanceTimersByTime(5_000)
    expect(running.stopReason).toBeNull()
    running.touch()
    vi.advanceTimersByTime(100)
    expect(running.stopReason).toBe('idle')
  })

  test('know the caller who gave up from a clock that ran out', () => {
    const caller = new AbortController()
    const running = startDeadlines({ idleMs: 100, totalMs: 200 }, caller.signal)
    caller.abort()
    vi.advanceTimersByTime(1_000)
    expect(running.stopReason).toBe('aborted')
    expect(startDeadlines({ idleMs: 1, totalMs: 1 }, caller.signal).signal.aborted).toBe(true)
  })

  test('leave no timer behind when the call is over', () => {
    const running = startDeadlines({ idleMs: 100, totalMs: 200 })
    running.touch()
    running.stop()
    expect(vi.getTimerCount()).toBe(0)
    running.touch()
    vi.advanceTimersByTime(1_000)
    expect(running.stopReason).toBeNull()
  })
})
