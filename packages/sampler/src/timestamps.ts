/**
 * Which instants to look at, by arithmetic alone (§3.2, §4.1). Seconds; 0 is the first frame shown.
 * The readings D2 (t = 0, 5, 10, … < L) and D8 (thin evenly to the cap) are here.
 */
import { SamplerError } from './errors.js'
import { CAPTION_SEGMENTS, MAX_FRAMES, VLOG_INTERVAL_SECONDS } from './paper.js'

/** Start: t = 0, 5, 10 …; centre: the middle of each interval that has one. */
export type Phase = 'start' | 'centre'

export function vlogTimestamps(
  durationSeconds: number,
  { intervalSeconds = VLOG_INTERVAL_SECONDS, phase = 'start' as Phase } = {},
): number[] {
  checkDuration(durationSeconds)
  const offset = phase === 'centre' ? Math.min(intervalSeconds, durationSeconds) / 2 : 0
  const timestamps: number[] = []
  for (let k = 0; offset + k * intervalSeconds < durationSeconds; k++) timestamps.push(offset + k * intervalSeconds)
  return timestamps
}

/** Segment k of n is [kL/n, (k+1)L/n); its frame is the one at the midpoint. */
export function segmentMidpoints(durationSeconds: number, segments = CAPTION_SEGMENTS): number[] {
  checkDuration(durationSeconds)
  return Array.from({ length: segments }, (_, k) => ((2 * k + 1) * durationSeconds) / (2 * segments))
}

/** Which of n things to keep so that `cap` remain, spread evenly: floor((k + ½)·n / cap). All, where they fit. */
export function thinEvenly(n: number, cap = MAX_FRAMES): number[] {
  if (n <= cap) return Array.from({ length: n }, (_, k) => k)
  return Array.from({ length: cap }, (_, k) => Math.floor(((2 * k + 1) * n) / (2 * cap)))
}

/** Seconds are floating point: a frame that starts a billionth of a second later still starts "at" t. */
const CLOCK_SLACK = 1e-9

/** Index of the frame shown at t: the last that starts at or before it. `starts` ascends from 0. */
export function frameAt(starts: readonly number[], t: number): number {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((starts[middle] as number) <= t + CLOCK_SLACK) low = middle + 1
    else high = middle
  }
  return Math.max(0, low - 1)
}

function checkDuration(seconds: number) {
  if (!Number.isFinite(seconds) || seconds <= 0)
    throw new SamplerError('bad-request', `${seconds} seconds is not a length.`)
}
