/** The two samplings of a video, which differ on purpose: segments for captions (§3.2), adaptive for the profile (§4.1). */
import type { JobHandler } from '../jobs/job.js'
import { ensureSample } from './ensure-sample.js'
import { loadJobVideo, readyVideo } from './job-video.js'
import { AskedSettings } from './sample-settings.js'
import { enqueueNext, StagePayload } from './stages.js'

/** With settings, only the sample that they name is made; the others stay as they are. */
const SamplePayload = StagePayload.extend({ settings: AskedSettings.optional() })

export const sampleVideo: JobHandler = async (context) => {
  const { stages, settings } = SamplePayload.parse(context.job.payload)
  const video = readyVideo(context.services, await loadJobVideo(context.services, context.job))
  if (settings !== undefined) {
    const { sample, frames, isNew } = await ensureSample(context, video, 'profile', settings)
    const result = { sampleId: sample.id, frames, decoded: isNew ? sample.decoded : 0 }
    return { state: sample.status === 'partial' ? 'partial' : 'done', result }
  }
  const segments = await ensureSample(context, video, 'segments')
  const profile = await ensureSample(context, video, 'profile')
  const isPartial = [segments, profile].some(({ sample }) => sample.status === 'partial')
  const result = {
    segments: { frames: segments.frames, decoded: segments.isNew ? segments.sample.decoded : 0 },
    profile: { frames: profile.frames, decoded: profile.isNew ? profile.sample.decoded : 0 },
  }
  return context.finish({ state: isPartial ? 'partial' : 'done', result }, (tx) =>
    enqueueNext(tx, context.services.jobs, context.job, stages),
  )
}
