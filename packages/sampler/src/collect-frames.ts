/** From the raw pictures of an extraction to frames: encoded side by side, handed on in order, kept where asked. */
import type { Extract, Instant, RawPicture } from './collect.js'
import { arrange, wrongSize } from './collect.js'
import type { ExtractedFrames, ExtractOptions, Frame } from './decoder.js'
import type { EncodedPicture } from './encode-jpeg.js'
import { encodeJpeg } from './encode-jpeg.js'

/** From what a decoder sent to the JPEG that is kept. */
export type Encode = (picture: RawPicture, quality?: number) => Promise<EncodedPicture>

/** Pictures being encoded, or waiting to be taken, while the decoder goes on. */
const IN_HAND = 3

const encodePixels: Encode = ({ pixels, width, height }, quality) => {
  if (pixels.length !== width * height * 3) throw wrongSize()
  return encodeJpeg(pixels, width, height, quality)
}

export async function collectFrames(
  expected: number,
  options: ExtractOptions,
  extract: Extract,
  encode = encodePixels,
): Promise<ExtractedFrames> {
  const { onFrame, keepsFrames = true } = options
  const instants = new Map<number, Instant>()
  const kept = new Map<number, Promise<Omit<Frame, 'index'>>>()
  const handOut = new HandOut(onFrame)
  const inHand = new Set<Promise<unknown>>()
  let got = 0
  const result = await handOut.during(() =>
    extract(async (raw) => {
      handOut.check()
      const { pixels: _pixels, ...about } = raw
      const frame = encode(raw, options.quality).then((encoded) => {
        got++
        options.onProgress?.({ got, wanted: Math.max(expected, got) })
        return { ...about, ...encoded }
      })
      // Given once, although damage may be patched better later.
      const given = instants.has(raw.pts) ? frame : handOut.give(frame)
      instants.set(raw.pts, { pts: raw.pts, timestampSeconds: raw.timestampSeconds })
      if (keepsFrames) kept.set(raw.pts, frame)
      const done: Promise<unknown> = given.finally(() => inHand.delete(done)).catch(() => undefined)
      inHand.add(done)
      if (inHand.size >= IN_HAND) await Promise.race(inHand)
    }),
  )
  const { order, positions, extraction } = arrange(result, instants)
  const frames = await Promise.all(order.flatMap(({ pts }) => kept.get(pts) ?? []))
  return { ...extraction, frames: frames.map((frame, index) => ({ index, ...frame })), positions }
}

/** Hands frames to the caller one at a time, in the order in which they were decoded. */
class HandOut {
  private last: Promise<unknown> = Promise.resolve()
  private count = 0
  private failure: { error: unknown } | undefined

  constructor(private readonly take: ExtractOptions['onFrame']) {}

  /** Returns when the caller has taken it; at once where nobody takes any. */
  give(frame: Promise<Omit<Frame, 'index'>>): Promise<unknown> {
    const { take, last } = this
    if (take === undefined) return frame
    const taken = async () => {
      await last
      await take({ index: this.count++, ...(await frame) })
    }
    this.last = taken().catch((error: unknown) => {
      this.failure ??= { error }
    })
    return this.last
  }

  /** A caller that fails stops the decoding. */
  check(): void {
    if (this.failure !== undefined) throw this.failure.error
  }

  /** What the caller threw counts, not what became of the decoder for it. */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work()
    } finally {
      await this.last
      this.check()
    }
  }
}
