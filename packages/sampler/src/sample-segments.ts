/** §3.2: 64 uniform segments, the frame at each midpoint, for captioning. Fewer frames than segments: each once. */
import type { Frame } from './decoder.js'
import type { FrameReason, FrameSample } from './frame-sample.js'
import type { SampleOptions, SampleTask } from './sample-frames.js'
import { extractOptions, firstAskedFrom, firstAskedPerFrame, startTask } from './sample-frames.js'
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
  if (task.info.frameCount < count) return sampleEveryFrame(task, count)
  const midpoints = segmentMidpoints(length, count)
  const reasonAt = ({ timestampSeconds }: Frame, askedSeconds = timestampSeconds): FrameReason => {
    const segment = Math.min(count, Math.floor((askedSeconds / length) * count) + 1)
    return {
      strategy: 'segments',
      timestampSeconds,
      askedSeconds,
      group: segment - 1,
      groups: count,
      rule: 'segment',
      text: `The middle of segment ${segment} of ${count} (${askedSeconds.toFixed(2)} s).`,
    }
  }
  const extracting = extractOptions(task, (frame) => reasonAt(frame, firstAskedFrom(midpoints, frame)))
  const extracted = await task.decoder.extractFrames(path, midpoints, extracting)
  const asked = firstAskedPerFrame(midpoints, extracted.positions)
  return toSample(task, 'segments', extracted, {
    trace: emptyTrace('segments', length),
    reasons: extracted.frames.map((frame) => reasonAt(frame, asked.get(frame.index))),
  })
}

async function sampleEveryFrame(task: SampleTask, count: number): Promise<FrameSample> {
  const reasonOf = ({ timestampSeconds }: Frame): FrameReason => ({
    strategy: 'segments',
    timestampSeconds,
    rule: 'every-frame',
    text: `The video shows fewer frames than ${count} segments: each is used once.`,
  })
  const options = { ...extractOptions(task, reasonOf), maxFrames: count }
  const all = await task.decoder.extractAllFrames(task.path, options)
  return toSample(task, 'segments', all, {
    trace: emptyTrace('segments', task.info.durationSeconds),
    reasons: all.frames.map(reasonOf),
  })
}
