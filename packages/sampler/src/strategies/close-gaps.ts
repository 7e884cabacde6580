/** The maximum-gap rule on a sample: adds frames, and says how wide the widest stretch remains. */
import type { FrameSample } from '../frame-sample.js'
import type { SampleTask } from '../sample-frames.js'
import { boundGaps, widest } from './bound-gaps.js'
import { exchangeFrames } from './exchange-frames.js'

export async function closeGaps(task: SampleTask, sample: FrameSample, gapSeconds: number): Promise<FrameSample> {
  const { durationSeconds, fps } = task.info
  // The frame shown at an instant may have begun one frame earlier.
  const planned = Math.max(gapSeconds / 2, gapSeconds - 1 / fps)
  const instants = sample.frames.map(({ timestampSeconds }) => timestampSeconds)
  const { kept, added } = boundGaps(instants, durationSeconds, {
    gapSeconds: planned,
    cap: task.resolved.maxFrames,
  })
  const closed = await exchangeFrames(task, sample, {
    stay: kept.map((k) => sample.frames[k] as FrameSample['frames'][number]),
    extras: added.map((askedSeconds) => ({
      askedSeconds,
      because: () => ({
        rule: 'maximum-gap',
        text: `Without it more than ${gapSeconds} s would pass without a frame.`,
      }),
    })),
  })
  return measureGaps(task, {
    ...closed,
    trace: { ...closed.trace, gap: { askedSeconds: gapSeconds, widestSeconds: durationSeconds } },
  })
}

/** How wide the widest stretch of the frames is now, where a gap was asked for. */
export function measureGaps({ info }: SampleTask, sample: FrameSample): FrameSample {
  const { gap } = sample.trace
  if (gap === undefined) return sample
  const instants = sample.frames.map(({ timestampSeconds }) => timestampSeconds)
  return {
    ...sample,
    trace: { ...sample.trace, gap: { ...gap, widestSeconds: widest(instants, info.durationSeconds) } },
  }
}
