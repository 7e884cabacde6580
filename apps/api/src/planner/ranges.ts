/** From the totals of a few videos to a range for many. */
import { studentTQuantile } from '@video2roleplay/eval'
import type { PlannedRange } from '../views/plans.js'

/**
 * The sum over `count` new videos like those measured: its 95 % prediction interval, in which both the spread between
 * videos and the uncertainty of the mean take part. One measured video has no spread, so the range goes from nothing
 * to `most`.
 */
export function predictSum(measured: readonly number[], count: number, most: number): PlannedRange {
  const n = measured.length
  if (count === 0) return { low: 0, expected: 0, high: 0 }
  if (n === 0) return { low: 0, expected: null, high: most }
  const mean = measured.reduce((sum, value) => sum + value, 0) / n
  const expected = count * mean
  if (n === 1) return { low: 0, expected, high: Math.max(expected, most) }
  const variance = measured.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1)
  const margin = studentTQuantile(0.975, n - 1) * Math.sqrt(variance * (count + count ** 2 / n))
  return { low: Math.max(0, expected - margin), expected, high: expected + margin }
}

/** Stages follow one another, so low, expected and high each add up. */
export function addRanges(ranges: readonly PlannedRange[]): PlannedRange {
  return {
    low: ranges.reduce((sum, { low }) => sum + low, 0),
    expected: ranges.some(({ expected }) => expected === null)
      ? null
      : ranges.reduce((sum, { expected }) => sum + (expected ?? 0), 0),
    high: ranges.reduce((sum, { high }) => sum + high, 0),
  }
}

export function scaleRange({ low, expected, high }: PlannedRange, by: number): PlannedRange {
  return { low: low * by, expected: expected === null ? null : expected * by, high: high * by }
}
