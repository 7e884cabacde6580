/**
 * A seeded mix of faults. Which fault a call meets follows from the seed, the request and how often it was
 * asked before, not from the order of arrival: so a run under load repeats, and a retry may fare better.
 */
import { createHash } from 'node:crypto'
import type { Fault, FaultName } from './faults.js'

export interface FaultMixOptions {
  seed: string
  /** Share of calls, 0 to 1, for each fault: a name for its plain form, or the fault itself. */
  shares: [fault: Fault | Exclude<FaultName, 'redirect'>, share: number][]
}

/** Null for a call that goes well. `body` is the request as it came. */
export type FaultMix = (body: string) => Fault | null

export function faultMix({ seed, shares }: FaultMixOptions): FaultMix {
  const attempts = new Map<string, number>()
  return (body) => {
    const hash = createHash('sha256').update(body).digest('hex')
    const attempt = attempts.get(hash) ?? 0
    attempts.set(hash, attempt + 1)
    let draw = createHash('sha256').update(`${seed}\0${hash}\0${attempt}`).digest().readUInt32BE() / 2 ** 32
    for (const [fault, share] of shares) {
      if (draw < share) return typeof fault === 'string' ? ({ fault } as Fault) : fault
      draw -= share
    }
    return null
  }
}
