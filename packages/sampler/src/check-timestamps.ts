import { SamplerError } from './errors.js'

/** Instants that a video can be asked for: finite, from its first frame on. */
export function checkTimestamps(timestamps: readonly number[]): number[] {
  for (const t of timestamps)
    if (!Number.isFinite(t) || t < 0) throw new SamplerError('bad-request', `${t} is not a time in a video.`)
  return [...timestamps]
}
