/**
 * Units of work that ask a model, several at a time. A unit whose endpoint failed does not stop the others; but
 * when so many fail in a row that the endpoint must be down, the rest is left for the next attempt.
 */
import PQueue from 'p-queue'
import { ApiError } from '../errors.js'

export interface WorkResult {
  done: number
  /** What the first unit that failed threw; undefined where none did. */
  failure: { error: unknown; count: number } | undefined
  /** Units that were not begun. */
  left: number
}

const failuresInARow = 5

export async function workThrough<Unit>(
  units: readonly Unit[],
  options: { concurrency: number; signal: AbortSignal; onDone?: (done: number) => void },
  work: (unit: Unit) => Promise<void>,
): Promise<WorkResult> {
  const queue = new PQueue({ concurrency: options.concurrency })
  const result: WorkResult = { done: 0, failure: undefined, left: 0 }
  let inARow = 0
  await queue.addAll(
    units.map((unit) => async () => {
      if (inARow >= failuresInARow || options.signal.aborted) {
        result.left++
        return
      }
      try {
        await work(unit)
        inARow = 0
        options.onDone?.(++result.done)
      } catch (error) {
        // A unit that left for a batch says nothing of the endpoint.
        if (!(error instanceof ApiError && error.code === 'in-batch')) inARow++
        result.failure = { error: result.failure?.error ?? error, count: (result.failure?.count ?? 0) + 1 }
      }
    }),
  )
  options.signal.throwIfAborted()
  return result
}
