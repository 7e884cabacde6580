/**
 * Three clocks for one call. A model that accepts the connection and then says nothing, or says one byte a
 * second for ever, must not hold a worker: the SDK's own timeout is cleared as soon as the headers arrive.
 */
export interface Deadlines {
  /** To a connection. */
  connectMs: number
  /** Longest silence: between two pieces of a body and, when streaming, before the first one. */
  idleMs: number
  /** The whole call, from the first byte out to the last byte in. */
  totalMs: number
}

export const defaultDeadlines: Deadlines = { connectMs: 10_000, idleMs: 120_000, totalMs: 600_000 }

export type StopReason = 'idle' | 'total' | 'aborted'

export interface RunningDeadlines {
  /** Aborts when a deadline passes or the caller gives up. */
  readonly signal: AbortSignal
  /** Why the signal aborted; null while it has not. */
  readonly stopReason: StopReason | null
  /** Something arrived: the idle clock starts (again). */
  touch(): void
  /** Must be called when the call is over, or its timers outlive it. */
  stop(): void
}

/** Starts the total clock; the idle clock starts with the first `touch`. */
export function startDeadlines(
  deadlines: Pick<Deadlines, 'idleMs' | 'totalMs'>,
  caller?: AbortSignal,
): RunningDeadlines {
  const controller = new AbortController()
  let stopReason: StopReason | null = null
  let idle: NodeJS.Timeout | undefined
  let isOver = false

  const end = (reason: StopReason) => {
    if (stopReason !== null) return
    stopReason = reason
    stop()
    controller.abort(new DOMException(`stopped: ${reason}`, 'AbortError'))
  }
  const onCallerAbort = () => end('aborted')
  const total = setTimeout(end, deadlines.totalMs, 'total')
  const stop = () => {
    isOver = true
    clearTimeout(total)
    clearTimeout(idle)
    caller?.removeEventListener('abort', onCallerAbort)
  }

  if (caller?.aborted) end('aborted')
  else caller?.addEventListener('abort', onCallerAbort, { once: true })

  return {
    signal: controller.signal,
    get stopReason() {
      return stopReason
    },
    touch() {
      if (isOver) return // refreshing a cleared timer would set it again
      if (idle === undefined) idle = setTimeout(end, deadlines.idleMs, 'idle')
      else idle.refresh()
    },
    stop,
  }
}
