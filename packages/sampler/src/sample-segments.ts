/** §3.2: 64 uniform segments, the frame at each midpoint, for captioning. Fewer frames than segments: each once. */
import type { FrameSample } from './frame-sample.js'
import type { SampleOptions } from './sample-frames.js'
import { extractOptions, firstAskedPerFrame, startTask } from './sample-frames.js'
import { emptyTrace, toSample } from './sample-result.js'
import { segmentMidpoints } from './timestamps.js'

export interface SegmentOptions extends Omit<SampleOptions, 'settings' | 'embedder' | 'embedFrame'> {
  /** How many segments; 64 in §3.2. */
  segments?: number
  /** Or how long they are: §4.3 writes k = L/n (reading D9). */
  segmentSeconds?: number
}

export async function sampleSegments(path: string, options: SegmentOptions): Promise<FrameSample> {
  const { segments, segmentSeconds } = options
  const task = await startTask(path, { ...options, settings: { segments, segmentSeconds } })
  const length = task.info.durationSeconds
  const count = segmentSeconds === undefined ? task.resolved.segments : Math.ceil(length / segmentSeconds)
  const trace = emptyTrace('segments', length)
  if (task.info.frameCount < count) {
    const all = await task.decoder.extractAllFrames(path, { ...extractOptions(task), maxFrames: count })
    return toSample(task, 'segments', all, {
      trace,
      reasons: all.frames.map((frame) => ({
        strategy: 'segments',
        timestampSeconds: frame.timestampSeconds,
        rule: 'every-frame',
        text: `The video shows fewer frames than ${count} segments: each is used once.`,
      })),
    })
  }
  const midpoints = segmentMidpoints(length, count)
  const extracted = await task.decoder.extractFrames(path, midpoints, extractOptions(task))
  const asked = firstAskedPerFrame(midpoints, extracted.positions)
  return toSample(task, 'segments', extracted, {
    trace,
    reasons: extracted.frames.map((frame) => {
      const t = asked.get(frame.index) ?? frame.timestampSeconds
      const segment = Math.min(count, Math.floor((t / length) * count) + 1)
      return {
        strategy: 'segments',
        timestampSeconds: frame.timestampSeconds,
        askedSeconds: t,
        group: segment - 1,
        groups: count,
        rule: 'segment',
        text: `The middle of segment ${segment} of ${count} (${t.toFixed(2)} s).`,
      }
    }),
  })
}
