/**
 * Which packets to decode for the frames that are wanted. The gain of the whole sampler is here: frames that are not
 * decoded cost nothing.
 *
 * A wanted frame needs every reference packet from a keyframe on. So: start at the last keyframe shown no later than
 * the frame, leave out disposable packets that nobody wants (exact: nothing is predicted from them), stop after the
 * last wanted packet, and skip groups of pictures that hold none.
 */
import type { PacketIndex } from './timeline.js'
import { PACKET_DISCARD, PACKET_DISPOSABLE, PACKET_KEY } from './timeline.js'

/** One stretch of packets, from a keyframe to the last wanted packet. */
export interface DecodeRun {
  first: number
  last: number
  /** Positions of the wanted packets, ascending. */
  wanted: number[]
  /** Packets that are decoded. */
  cost: number
}

export interface DecodePlan {
  runs: DecodeRun[]
  decoded: number
  skipped: number
}

export function planDecode(index: PacketIndex, wanted: readonly number[]): DecodePlan {
  const keys = keyframes(index)
  const runs: DecodeRun[] = []
  for (const packet of [...new Set(wanted)].toSorted((a, b) => a - b)) {
    const first = startFor(index, keys, packet)
    addTo(runs, first, packet)
  }
  for (const run of runs) run.cost = costOf(index, run)
  const decoded = runs.reduce((sum, run) => sum + run.cost, 0)
  return { runs, decoded, skipped: index.pts.length - decoded }
}

/** A frame shown before its own keyframe is decoded from the one before that: stretches that overlap become one. */
function addTo(runs: DecodeRun[], first: number, packet: number): void {
  let open = runs.at(-1)
  if (open === undefined || first > open.last) {
    runs.push({ first, last: packet, wanted: [packet], cost: 0 })
    return
  }
  open.first = Math.min(open.first, first)
  open.last = packet
  open.wanted.push(packet)
  for (let before = runs.at(-2); before !== undefined && open.first <= before.last; before = runs.at(-2)) {
    runs.pop()
    before.wanted.push(...open.wanted)
    before.last = open.last
    open = before
  }
}

/**
 * One stretch for several decoders, where making pictures takes longer than decoding: each decodes from the start, up to
 * the end of its own part, and makes the pictures of that part. Later parts are smaller, so that all end together.
 * Gives the position after each part. A picture costs as much as decoding `pictureCost` frames.
 */
export function splitStretch(frames: number, pictures: number, decoders: number, pictureCost: number): number[] {
  const perFrame = (pictures * pictureCost) / Math.max(1, frames)
  if (perFrame < 1.5) return [frames]
  const shrink = perFrame / (perFrame + 1)
  const whole = (1 - shrink ** decoders) / (1 - shrink)
  const ends: number[] = []
  for (let part = 1; part <= decoders; part++) {
    const end = part === decoders ? frames : Math.round((frames * (1 - shrink ** part)) / (1 - shrink) / whole)
    if (end > (ends.at(-1) ?? 0)) ends.push(end)
  }
  return ends
}

export function isDecodedIn(index: PacketIndex, run: DecodeRun, packet: number, wanted: ReadonlySet<number>): boolean {
  return (
    packet >= run.first &&
    packet <= run.last &&
    (wanted.has(packet) || ((index.flags[packet] as number) & PACKET_DISPOSABLE) === 0)
  )
}

function keyframes(index: PacketIndex): number[] {
  const keys: number[] = []
  for (let i = 0; i < index.flags.length; i++) if (((index.flags[i] as number) & PACKET_KEY) !== 0) keys.push(i)
  return keys
}

function startFor(index: PacketIndex, keys: number[], packet: number): number {
  let k = lastAtOrBefore(keys, packet)
  while (k >= 0 && shownAfter(index, keys[k] as number, packet)) k--
  return k < 0 ? 0 : (keys[k] as number)
}

function lastAtOrBefore(ascending: readonly number[], value: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ascending[middle] as number) <= value) low = middle + 1
    else high = middle
  }
  return low - 1
}

function shownAfter(index: PacketIndex, key: number, packet: number): boolean {
  if (((index.flags[key] as number) & PACKET_DISCARD) !== 0) return false
  return (index.pts[key] as number) > (index.pts[packet] as number)
}

function costOf(index: PacketIndex, run: DecodeRun): number {
  const wanted = new Set(run.wanted)
  let cost = 0
  for (let i = run.first; i <= run.last; i++) if (isDecodedIn(index, run, i, wanted)) cost++
  return cost
}
