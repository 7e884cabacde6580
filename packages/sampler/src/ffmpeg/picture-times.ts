/** Pictures and their times come through two pipes, each in order: the k-th picture waits for the k-th time. */
export class PictureTimes {
  private readonly known: number[] = []
  private hasEnded = false
  private wake: () => void = () => undefined

  add(time: number): void {
    this.known.push(time)
    this.wake()
  }

  /** There will be no more. */
  end(): void {
    this.hasEnded = true
    this.wake()
  }

  async of(picture: number): Promise<number | undefined> {
    while (this.known.length <= picture && !this.hasEnded)
      await new Promise<void>((resolve) => {
        this.wake = resolve
      })
    return this.known[picture]
  }
}
