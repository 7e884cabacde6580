/** §3.1: the three kinds of video, by length alone. Both bounds belong to the shorter kind (reading D1). */
import { SamplerError } from './errors.js'
import { LIVE_MAX_SECONDS, VLOG_MAX_SECONDS } from './paper.js'

export const videoKinds = ['live', 'vlog', 'documentary'] as const
export type VideoKind = (typeof videoKinds)[number]

export function classifyVideo(durationSeconds: number): VideoKind {
  if (!Number.isFinite(durationSeconds) || durationSeconds <= 0)
    throw new SamplerError('bad-request', `A video of ${durationSeconds} seconds has no kind.`)
  if (durationSeconds <= LIVE_MAX_SECONDS) return 'live'
  return durationSeconds <= VLOG_MAX_SECONDS ? 'vlog' : 'documentary'
}
