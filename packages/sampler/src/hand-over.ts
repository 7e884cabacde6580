/** One thing at a time from who makes it to who takes it: the maker waits until its thing is taken. */
import { SamplerError } from './errors.js'

export class HandOver<Thing> {
  private waitingThing: { thing: Thing; taken: () => void } | undefined
  private waitingTaker: ((thing: Thing | undefined) => void) | undefined
  private refuse: ((error: SamplerError) => void) | undefined
  private hasEnded = false
  private isRefusing = false

  /** Givers come one after the other. Nothing is given any more once `refuseAll` was called. */
  async give(thing: Thing): Promise<void> {
    if (this.isRefusing) throw stopped()
    if (this.waitingTaker !== undefined) {
      const take = this.waitingTaker
      this.waitingTaker = undefined
      take(thing)
      return
    }
    await new Promise<void>((resolve, reject) => {
      this.refuse = reject
      this.waitingThing = { thing, taken: resolve }
    })
  }

  /** Undefined at the end. */
  async take(): Promise<Thing | undefined> {
    if (this.waitingThing !== undefined) {
      const { thing, taken } = this.waitingThing
      this.waitingThing = undefined
      taken()
      return thing
    }
    if (this.hasEnded) return undefined
    return new Promise((resolve) => {
      this.waitingTaker = resolve
    })
  }

  end(): void {
    this.hasEnded = true
    this.waitingTaker?.(undefined)
  }

  refuseAll(): void {
    this.isRefusing = true
    this.waitingThing = undefined
    this.refuse?.(stopped())
  }
}

function stopped(): SamplerError {
  return new SamplerError('aborted')
}
