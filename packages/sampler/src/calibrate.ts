/**
 * Suggests T and τ for a collection of videos (§4.1; the paper prints neither). T: the elbow of all differences sorted
 * from the largest down, where changes of shot end and movement within shots begins. τ: the cut that parts the
 * similarities of neighbouring representatives best. Both are suggestions: `outcomes` says what other values would do.
 */
import type { Calibration } from './calibration.js'
import { describeDistribution, findElbow, splitInTwo } from './describe-distribution.js'
import { DEFAULT_DIFFERENCE_THRESHOLD, DEFAULT_SIMILARITY_THRESHOLD } from './paper.js'

export interface DifferenceCurve {
  /** What the video is called in the result. */
  name: string
  durationSeconds: number
  /** D/M from each candidate to the next. */
  differences: readonly number[]
}

/** Ours: values that the outcomes compare. */
const THRESHOLDS = [1, 2, 3, 5, 8, 12, 20, 30, 40, 60]
const SIMILARITIES = [0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.99]
/** Ours: points of the sorted curve that a plot needs. */
const CURVE_POINTS = 256

/** `similarities`: S between neighbouring representatives, from a sample at the suggested T. */
export function calibrate(
  curves: readonly DifferenceCurve[],
  { similarities = [], failures = [] }: { similarities?: readonly number[]; failures?: Calibration['failures'] } = {},
): Calibration {
  const threshold = calibrateThreshold(curves)
  const similarity = calibrateSimilarity(similarities)
  return {
    version: 1,
    videos: curves.map(({ name, durationSeconds, differences }) => ({
      name,
      durationSeconds,
      differences: differences.length,
    })),
    ...(threshold === undefined ? {} : { threshold }),
    ...(similarity === undefined ? {} : { similarity }),
    failures,
  }
}

function calibrateThreshold(curves: readonly DifferenceCurve[]): Calibration['threshold'] {
  const descending = curves.flatMap(({ differences }) => differences).toSorted((a, b) => b - a)
  if (descending.length === 0) return undefined
  const elbow = findElbow(descending)
  const share = (position: number) => (position + 1) / descending.length
  const suggested = elbow === undefined ? DEFAULT_DIFFERENCE_THRESHOLD : round(elbow.value, 1)
  const step = Math.max(1, Math.ceil(descending.length / CURVE_POINTS))
  const minutes = curves.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0) / 60
  return {
    distribution: describeDistribution(descending),
    sortedCurve: descending.flatMap((value, k) =>
      k % step === 0 || k === descending.length - 1 ? [{ share: share(k), value }] : [],
    ),
    ...(elbow === undefined ? {} : { elbow: { share: share(elbow.position), value: elbow.value } }),
    suggested,
    because:
      elbow === undefined
        ? `The differences have no elbow: nothing parts changes of shot from movement. ${suggested} is our default.`
        : `The elbow of ${descending.length} differences: ${percent(share(elbow.position))} of the seconds change by ${elbow.value.toFixed(1)} or more.`,
    outcomes: [...new Set([...THRESHOLDS, suggested])]
      .toSorted((a, b) => a - b)
      .map((threshold) => {
        const perVideo = curves.map(({ differences }) => differences.filter((d) => d > threshold).length)
        const candidates = perVideo.reduce((sum, count) => sum + count, 0)
        return { threshold, candidates, perMinute: candidates / minutes, perVideo }
      }),
  }
}

function calibrateSimilarity(similarities: readonly number[]): Calibration['similarity'] {
  if (similarities.length === 0) return undefined
  const parts = splitInTwo(similarities)
  const suggested = parts === undefined ? DEFAULT_SIMILARITY_THRESHOLD : round(parts.cut, 3)
  return {
    distribution: describeDistribution(similarities),
    suggested,
    because:
      parts === undefined
        ? `The similarities do not fall into two groups. ${suggested} is our default.`
        : `It parts ${similarities.length} pairs of neighbours into those alike (mean ${parts.high.toFixed(3)}) and the others (mean ${parts.low.toFixed(3)}).`,
    outcomes: [...new Set([...SIMILARITIES, suggested])]
      .toSorted((a, b) => a - b)
      .map((threshold) => {
        const merged = similarities.filter((s) => s > threshold).length
        return { threshold, merged, share: merged / similarities.length }
      }),
  }
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
