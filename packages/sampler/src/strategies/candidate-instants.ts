/** Where strategies of ours look: every second, as in §4.1 step 1. */
import type { SampleTask } from '../sample-frames.js'
import { vlogTimestamps } from '../timestamps.js'

/** With `continuity`, a short video is looked at as often as there may be frames: none is seen through fewer than a live. */
export function candidateInstants({ info, resolved }: Pick<SampleTask, 'info' | 'resolved'>): number[] {
  const { candidateIntervalSeconds, continuity, maxFrames } = resolved
  const finer =
    continuity === true ? info.durationSeconds / Math.min(maxFrames, info.frameCount) : Number.POSITIVE_INFINITY
  const instants = vlogTimestamps(info.durationSeconds, {
    intervalSeconds: Math.min(candidateIntervalSeconds, finer),
  })
  return instants
}
