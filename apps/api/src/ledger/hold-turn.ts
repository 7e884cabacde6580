/** A turn at an endpoint that may be held across a stream: taken here, given back when the stream is over. */
import type { EndpointLimiter } from '@video2roleplay/llm'

export interface Turn {
  /** The endpoint said no: the limiter learns from it. */
  fail(error: unknown): void
  end(): void
}

/** @throws LlmError `rate-limited` where the endpoint asked for a longer pause than one waits in place */
export function holdTurn(limiter: EndpointLimiter, signal?: AbortSignal): Promise<Turn> {
  return new Promise((resolve, reject) => {
    const task = () =>
      new Promise<void>((end, fail) => {
        resolve({ fail, end })
      })
    // After the turn was taken its end is nobody's error but the limiter's.
    limiter.run(task, signal).catch(reject)
  })
}
