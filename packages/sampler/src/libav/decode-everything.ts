/** Every frame in order, in a thread. Frames between two instants are turned into pictures, all of them are listed. */
import type { SourceResult, Workbench } from './workbench.js'
import { withSource } from './workbench.js'

export interface EverythingTask {
  threads: number
  lastPacket: number
  /** Which frames become pictures, by pts; all of them where nothing is said. */
  kept?: readonly number[]
  /** Only frames with from ≤ pts < until become pictures. */
  from: number
  until: number
}

export interface EverythingResult extends SourceResult {
  seen: number[]
}

export function decodeEverything(
  bench: Workbench,
  { threads, lastPacket, kept, from, until }: EverythingTask,
): EverythingResult {
  const seen: number[] = []
  const isKept = kept === undefined ? undefined : new Set(kept)
  const result = withSource(bench, threads, (source, send) =>
    source.decode(0, lastPacket, (frame, pts) => {
      seen.push(pts)
      if (pts >= from && pts < until && isKept?.has(pts) !== false) send(frame, pts)
    }),
  )
  return { ...result, seen }
}
