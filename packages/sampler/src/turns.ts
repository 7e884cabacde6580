/** So many at a time. The others wait in the order in which they came, and may stop waiting. */
import { SamplerError } from './errors.js'

export class Turns {
  private readonly waiting: (() => void)[] = []

  constructor(private free: number) {}

  /** Every turn taken is given back. */
  async take(signal?: AbortSignal): Promise<void> {
    const aborted = () => new SamplerError('aborted', undefined, { cause: signal?.reason })
    if (signal?.aborted === true) throw aborted()
    if (this.free > 0) {
      this.free--
      return
    }
    await new Promise<void>((resolve, reject) => {
      const start = () => {
        signal?.removeEventListener('abort', leave)
        resolve()
      }
      const leave = () => {
        this.waiting.splice(this.waiting.indexOf(start), 1)
        reject(aborted())
      }
      signal?.addEventListener('abort', leave, { once: true })
      this.waiting.push(start)
    })
  }

  giveBack(): void {
    const next = this.waiting.shift()
    if (next === undefined) this.free++
    else next()
  }
}
