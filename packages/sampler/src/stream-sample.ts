/**
 * `sampleFrames` and `sampleSegments`, whose frames a caller can use before the last is decoded. Each comes with its
 * reason. Lives, vlogs, segments, and documentaries once their groups are known are given as they are decoded; where
 * frames are compared with one another first (step 3, other strategies, quality gates) all come at the end.
 */
import type { FrameSample, SampledFrame } from './frame-sample.js'
import type { SampleOptions } from './sample-frames.js'
import { sampleFrames } from './sample-frames.js'
import type { SegmentOptions } from './sample-segments.js'
import { sampleSegments } from './sample-segments.js'
import type { Stream } from './stream.js'
import { openStream } from './stream.js'

/** The summary is the sample that `sampleFrames` returns. */
export function streamSample(path: string, options: Omit<SampleOptions, 'onFrame'>): Stream<SampledFrame, FrameSample> {
  return streamOf((given) => sampleFrames(path, { ...options, ...given }), options.signal)
}

/** The summary is the sample that `sampleSegments` returns. */
export function streamSegments(
  path: string,
  options: Omit<SegmentOptions, 'onFrame'>,
): Stream<SampledFrame, FrameSample> {
  return streamOf((given) => sampleSegments(path, { ...options, ...given }), options.signal)
}

function streamOf(
  sampleWith: (given: Pick<SampleOptions, 'onFrame' | 'signal'>) => Promise<FrameSample>,
  callers: AbortSignal | undefined,
): Stream<SampledFrame, FrameSample> {
  return openStream(async (give, signal) => {
    const given = new Set<number>()
    const onFrame = async (frame: SampledFrame) => {
      given.add(frame.pts)
      await give(frame)
    }
    const sample = await sampleWith({ onFrame, signal })
    for (const frame of sample.frames) if (!given.has(frame.pts)) await give(frame)
    return sample
  }, callers)
}
