/** A frame that a packet promised never appeared. What is on screen then is the last frame that did: it is sought. */
import type { Frame } from 'node-av/lib'
import { PACKET_KEY } from '../timeline.js'
import type { SourceResult, Workbench } from './workbench.js'
import { withSource } from './workbench.js'
import type { FrameSource } from './frame-source.js'

/** Groups of pictures to go back before giving up. */
const GROUPS_BACK = 4
/** Packets past the lost one: frames come out of a decoder later than they go in. */
const REORDER_PACKETS = 32

export interface LostFrame {
  pts: number
  packet: number
}

export interface Repair extends SourceResult {
  /** The pts shown at each lost pts. */
  instead: Map<number, number>
}

export function findShownInstead(bench: Workbench, lost: readonly LostFrame[]): Repair {
  const instead = new Map<number, number>()
  const { scan } = bench.job
  const result = withSource(bench, 1, (source, send) => {
    for (const { pts, packet } of lost) {
      const last = Math.min(scan.pts.length - 1, packet + REORDER_PACKETS)
      let first = packet
      for (let back = 0; back < GROUPS_BACK && first > 0 && !instead.has(pts); back++) {
        first = keyframeBefore(scan.flags, first - 1)
        const shown = lastShown(source, first, last, pts)
        if (shown === undefined) continue
        instead.set(pts, shown.pts)
        send(shown.frame, shown.pts)
        shown.frame.free()
      }
    }
  })
  return { instead, ...result }
}

function lastShown(source: FrameSource, first: number, last: number, until: number) {
  let best: { pts: number; frame: Frame } | undefined
  source.decode(first, last, (frame, pts) => {
    if (pts > until || (best !== undefined && pts < best.pts)) return
    const copy = frame.clone()
    if (copy === null) return
    best?.frame.free()
    best = { pts, frame: copy }
  })
  return best
}

export function keyframeBefore(flags: Uint8Array, from: number): number {
  for (let i = from; i > 0; i--) if (((flags[i] as number) & PACKET_KEY) !== 0) return i
  return 0
}
