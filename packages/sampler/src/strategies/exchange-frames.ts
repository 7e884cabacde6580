/** Takes further frames into a sample, and leaves others out, keeping order, numbers and honesty about what is missing. */
import type { FrameReason, FrameSample, SampledFrame } from '../frame-sample.js'
import type { SampleTask } from '../sample-frames.js'
import { extractOptions } from '../sample-frames.js'

export interface Extra {
  askedSeconds: number
  because: (frame: { timestampSeconds: number }) => Pick<FrameReason, 'rule' | 'text'> & Partial<FrameReason>
}

/** `extras` ascend. A frame that stays and is asked for again stays as it is. */
export async function exchangeFrames(
  task: SampleTask,
  sample: FrameSample,
  { stay, extras }: { stay: SampledFrame[]; extras: Extra[] },
): Promise<FrameSample> {
  const missingBefore = sample.wanted - sample.got
  if (extras.length === 0) return withFrames(sample, stay, missingBefore)
  const extracted = await task.decoder.extractFrames(
    task.path,
    extras.map(({ askedSeconds }) => askedSeconds),
    extractOptions(task),
  )
  const taken = new Set(stay.map(({ pts }) => pts))
  const added = extracted.positions.flatMap((position, k): SampledFrame[] => {
    const frame = position === undefined ? undefined : extracted.frames[position]
    const extra = extras[k] as Extra
    if (frame === undefined || taken.has(frame.pts)) return []
    taken.add(frame.pts)
    const { timestampSeconds } = frame
    const { askedSeconds } = extra
    return [
      { ...frame, reason: { strategy: sample.strategy, timestampSeconds, askedSeconds, ...extra.because(frame) } },
    ]
  })
  const result = withFrames(sample, [...stay, ...added], missingBefore + extracted.wanted - extracted.got)
  result.decoded += extracted.decoded
  result.skipped += extracted.skipped
  if (extracted.status === 'partial') {
    result.status = 'partial'
    result.statusReason = [sample.statusReason, extracted.reason].filter(Boolean).join('; ')
  }
  return result
}

function withFrames(sample: FrameSample, frames: SampledFrame[], missing: number): FrameSample {
  const ordered = frames.toSorted((a, b) => a.timestampSeconds - b.timestampSeconds)
  return {
    ...sample,
    frames: ordered.map((frame, index) => ({ ...frame, index })),
    wanted: ordered.length + missing,
    got: ordered.length,
  }
}
