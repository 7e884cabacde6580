/** Ctrl-C, once: stop what we started and wait until it has stopped. Twice: leave at once. */
import { exitCodes } from './exit-codes.js'

export interface Interrupt {
  /** Aborts on the first Ctrl-C. */
  readonly signal: AbortSignal
  /** Gives Ctrl-C back to whoever had it. */
  release(): void
}

export function catchInterrupt(onFirst: () => void, onSecond: () => void): Interrupt {
  const controller = new AbortController()
  const listener = () => {
    if (controller.signal.aborted) {
      onSecond()
      process.exit(exitCodes.interrupted)
    }
    controller.abort()
    onFirst()
  }
  process.on('SIGINT', listener)
  return { signal: controller.signal, release: () => void process.off('SIGINT', listener) }
}
