/** The difference curve of candidates, for the trace: D/M from each to the next. No T is set against it here. */
import type { Candidates } from '../look-at-candidates.js'
import { pixelDifference } from '../pixels.js'
import type { SampleTrace } from '../frame-sample.js'

export function differenceCurve({ instants, planes }: Candidates): SampleTrace['curve'] {
  return planes.slice(1).map((plane, k) => ({
    timestampSeconds: instants[k + 1] as number,
    meanDifference: pixelDifference(planes[k] as Uint8Array, plane) / plane.length,
    isCandidate: false,
  }))
}
