/**
 * When each frame is shown, from the packets. Headers are not asked: a file may say any length it likes.
 *
 * Packets are nearly the frames, not quite. Hidden reference frames (VP8, VP9) and packets that an edit list throws
 * away are left out; of two with one pts the later is shown.
 */
export const PACKET_KEY = 1
export const PACKET_DISCARD = 2
/** No other frame is decoded from it: it may be left out without changing a pixel elsewhere. */
export const PACKET_DISPOSABLE = 4
/** Decoded, never shown. */
export const PACKET_HIDDEN = 8
export const PACKET_CORRUPT = 16

/** In decode order. Times are in units of timeBase. */
export interface PacketIndex {
  timeBase: { num: number; den: number }
  pts: Float64Array
  duration: Float64Array
  flags: Uint8Array
  bytes: Float64Array
}

export interface Timeline {
  timeBase: { num: number; den: number }
  /** Ascending, without repeats. */
  pts: number[]
  /** Position in the index of the packet that shows it. Absent where frames were decoded to find the timeline. */
  packet?: number[]
  /** Seconds after the first frame shown. */
  starts: number[]
  originSeconds: number
  durationSeconds: number
}

export function timelineOf(index: PacketIndex, nominalFps?: number): Timeline {
  const shown: number[] = []
  for (let i = 0; i < index.pts.length; i++)
    if (((index.flags[i] as number) & (PACKET_DISCARD | PACKET_HIDDEN)) === 0 && Number.isFinite(index.pts[i]))
      shown.push(i)
  const pts = index.pts
  shown.sort((a, b) => (pts[a] as number) - (pts[b] as number) || a - b)
  const packet = shown.filter((i, k) => k + 1 === shown.length || pts[i] !== pts[shown[k + 1] as number])
  const last = packet.at(-1)
  return {
    ...timelineFromPts(
      packet.map((i) => pts[i] as number),
      last === undefined ? 0 : (index.duration[last] as number),
      index.timeBase,
      nominalFps,
    ),
    packet,
  }
}

/** The last frame lasts as long as its packet says; where it says nothing, as long as the frame before it. */
export function timelineFromPts(
  pts: number[],
  lastDuration: number,
  timeBase: Timeline['timeBase'],
  nominalFps?: number,
): Timeline {
  const first = pts[0] ?? 0
  const last = pts.at(-1) ?? 0
  const before = pts.at(-2)
  const tail =
    lastDuration > 0
      ? lastDuration
      : before === undefined
        ? timeBase.den / timeBase.num / (nominalFps ?? 25)
        : last - before
  const seconds = (units: number) => (units * timeBase.num) / timeBase.den
  return {
    timeBase,
    pts,
    starts: pts.map((value) => seconds(value - first)),
    originSeconds: seconds(first),
    durationSeconds: pts.length === 0 ? 0 : seconds(last - first + tail),
  }
}

/** The gaps between frames differ by more than a tenth of a frame and more than a clock tick. */
export function isVariableFrameRate({ starts, timeBase }: Timeline): boolean {
  if (starts.length < 3) return false
  let least = Infinity
  let most = 0
  for (let k = 1; k < starts.length; k++) {
    const gap = (starts[k] as number) - (starts[k - 1] as number)
    least = Math.min(least, gap)
    most = Math.max(most, gap)
  }
  return most - least > Math.max(0.1 * least, (2.5 * timeBase.num) / timeBase.den)
}
