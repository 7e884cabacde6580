/**
 * The paper's rules jump: at 25 fps a video of 5 s is seen through 125 frames and one of 5.01 s through two; at 601 s
 * another rule takes over at once. With `continuity` a longer video is never seen through fewer frames, and from 600 s
 * to twice that the evenly spread frames give way to the documentary's bit by bit. All of it is ours.
 */
import { LIVE_MAX_SECONDS, VLOG_MAX_SECONDS } from '../paper.js'

/** At least as many as the longest live of that frame rate has, at least one per interval, never above the cap. */
export function continuousVlogCount(
  durationSeconds: number,
  { fps, intervalSeconds, cap }: { fps: number; intervalSeconds: number; cap: number },
): number {
  const live = Math.round(fps * Math.min(LIVE_MAX_SECONDS, durationSeconds))
  const vlog = Math.ceil(durationSeconds / intervalSeconds)
  return Math.max(1, Math.min(cap, Math.max(live, vlog)))
}

/** How much of the choice is the documentary's: 0 up to 600 s, 1 from 1200 s on. */
export function documentaryShare(durationSeconds: number): number {
  return Math.min(1, Math.max(0, durationSeconds / VLOG_MAX_SECONDS - 1))
}
