/** Frames one by one, while the rest is still being decoded. */
import type { Extraction, ExtractOptions, Frame, FrameDecoder } from './decoder.js'
import type { Stream } from './stream.js'
import { openStream } from './stream.js'

export interface IterateOptions extends Omit<ExtractOptions, 'onFrame' | 'keepsFrames' | 'onProgress'> {
  decoder: FrameDecoder
  /** The frames shown at these instants, ascending; every frame where nothing is said. */
  at?: readonly number[]
  /** Of every frame, that many at most, spread evenly. */
  maxFrames?: number
}

/** What the decoder had to say at the end; `positions` counts the frames in order of time. */
export type StreamEnd = Extraction & { positions: (number | undefined)[] }

/**
 * `for await (const frame of iterateFrames(path, { decoder })) …`: in order of time, each frame once. The decoder begins
 * with the first and is never more than a few frames ahead; `break` ends it. Of a damaged file, frames that stand in for
 * lost ones come last, and `summary` says `partial` and why.
 */
export function iterateFrames(path: string, options: IterateOptions): Stream<Frame, StreamEnd> {
  const { decoder, at, maxFrames, signal: callers, ...rest } = options
  return openStream(async (onFrame, signal) => {
    const asked: ExtractOptions = { ...rest, signal, onFrame, keepsFrames: false }
    const { frames: _none, ...end } =
      at === undefined
        ? await decoder.extractAllFrames(path, { ...asked, maxFrames })
        : await decoder.extractFrames(path, at, asked)
    return end
  }, callers)
}
