/** `continuity` at 600 s: evenly spread frames give way to the documentary's between 600 and 1200 s. */
import type { FrameSample } from '../frame-sample.js'
import type { SampleTask } from '../sample-frames.js'
import { segmentMidpoints, thinEvenly } from '../timestamps.js'
import { continuousVlogCount, documentaryShare } from './continuity.js'
import { exchangeFrames } from './exchange-frames.js'

export async function blendDocumentary(task: SampleTask, sample: FrameSample): Promise<FrameSample> {
  const { durationSeconds, fps } = task.info
  const { maxFrames: cap, vlogIntervalSeconds: intervalSeconds, strategy } = task.resolved
  const share = documentaryShare(durationSeconds)
  if (task.kind !== 'documentary' || strategy !== 'paper' || share === 1) return sample
  const even = Math.round((1 - share) * continuousVlogCount(durationSeconds, { fps, intervalSeconds, cap }))
  const own = Math.min(cap - even, Math.round(share * sample.frames.length))
  return exchangeFrames(task, sample, {
    stay: thinEvenly(sample.frames.length, own).map((k) => sample.frames[k] as FrameSample['frames'][number]),
    extras: (even === 0 ? [] : segmentMidpoints(durationSeconds, even)).map((askedSeconds, k) => ({
      askedSeconds,
      because: () => ({
        rule: 'evenly-spread',
        text: `Frame ${k + 1} of ${even} spread evenly: at this length the documentary's rule chooses ${own} of the others.`,
      }),
    })),
  })
}
