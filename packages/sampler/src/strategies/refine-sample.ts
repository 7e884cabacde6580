/** What a caller may ask for on top of any strategy: continuity, no long gaps, no pictures that show nothing. */
import type { FrameSample } from '../frame-sample.js'
import type { SampleTask } from '../sample-frames.js'
import { blendDocumentary } from './blend-documentary.js'
import { closeGaps, measureGaps } from './close-gaps.js'
import { replaceFaults } from './replace-faults.js'

export async function refineSample(task: SampleTask, sample: FrameSample): Promise<FrameSample> {
  const { continuity, maxGapSeconds, skipBlack, skipBlurred, skipFlashes } = task.resolved
  let refined = sample
  if (continuity === true) refined = await blendDocumentary(task, refined)
  if (maxGapSeconds !== undefined) refined = await closeGaps(task, refined, maxGapSeconds)
  if (skipBlack || skipBlurred || skipFlashes) refined = measureGaps(task, await replaceFaults(task, refined))
  return refined
}

/** What was chosen first may be exchanged or joined by others. */
export function isRefined({ resolved }: SampleTask): boolean {
  const { continuity, maxGapSeconds, skipBlack, skipBlurred, skipFlashes } = resolved
  return [continuity, skipBlack, skipBlurred, skipFlashes].includes(true) || maxGapSeconds !== undefined
}
