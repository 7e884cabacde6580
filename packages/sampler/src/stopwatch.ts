/** How long something has been at work, less the time in which it was kept waiting by whoever takes its results. */
export class Stopwatch {
  private readonly began = performance.now()
  private paused = 0
  private pausedAt: number | undefined

  get isPaused(): boolean {
    return this.pausedAt !== undefined
  }

  get seconds(): number {
    const now = this.pausedAt ?? performance.now()
    return (now - this.began - this.paused) / 1000
  }

  async pauseWhile<Result>(wait: () => Promise<Result>): Promise<Result> {
    const from = performance.now()
    this.pausedAt = from
    try {
      return await wait()
    } finally {
      this.paused += performance.now() - from
      this.pausedAt = undefined
    }
  }
}
