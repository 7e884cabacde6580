/** A documentary's sample made by the very selection that the sampler runs, on seconds that are plain brightnesses. */
import type { FrameReason } from '../frame-sample.js'
import { selectKeyframes } from '../keyframes.js'
import type { PlottedSample } from './plotted-sample.js'

/** `levels[t]` is how bright second t is; `merged` and `leftOut` name representatives by their second. */
export function documentary(
  levels: number[],
  { threshold = 5, groups = 4, merged = {} as Record<number, number>, leftOut = [] as number[] } = {},
): PlottedSample {
  const difference = (i: number, j: number) => Math.abs((levels[i] as number) - (levels[j] as number))
  const keyframes = selectKeyframes(levels.length, difference, { threshold, groups })
  const gone = new Set([...Object.keys(merged).map(Number), ...leftOut])
  const kept = keyframes.groups.map(({ representative }) => representative).filter((second) => !gone.has(second))
  const reason = (second: number): FrameReason => ({
    strategy: 'documentary',
    timestampSeconds: second,
    askedSeconds: second,
    text: `The frame of second ${second}.`,
  })
  return {
    frames: kept.map((second) => ({ timestampSeconds: second, reason: reason(second) })),
    cappedFrom: leftOut.length > 0 ? kept.length + leftOut.length : null,
    merge: 'done',
    settings: { similarityThreshold: 0.93 },
    trace: {
      version: 1,
      strategy: 'documentary',
      durationSeconds: levels.length,
      threshold,
      curve: keyframes.differences.map((d, k) => ({
        timestampSeconds: k + 1,
        meanDifference: d,
        isCandidate: keyframes.candidates.includes(k + 1),
      })),
      groups: keyframes.groups.map(({ members, representative, variation }) => ({
        members,
        representative,
        variation,
      })),
      merges: Object.entries(merged).map(([second, into]) => ({
        timestampSeconds: Number(second),
        intoSeconds: into,
        similarity: 0.97,
      })),
    },
  }
}

/** Frames at these seconds and nothing else, as a vlog has them. */
export function vlog(seconds: number[], durationSeconds: number, text = 'One frame every 5 s.'): PlottedSample {
  return {
    frames: seconds.map((timestampSeconds) => ({
      timestampSeconds,
      reason: { strategy: 'vlog', timestampSeconds, text },
    })),
    trace: { version: 1, strategy: 'vlog', durationSeconds, curve: [], groups: [], merges: [] },
  }
}
