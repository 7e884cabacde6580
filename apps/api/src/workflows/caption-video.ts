/**
 * Room 4 (§3.2): a description of every segment's frame, a row as soon as it is there, then the summary. For both
 * purposes (Figure 3, R14), which are never mixed; where both ask one model the same, the ledger answers the second.
 *
 * An endpoint that fails leaves the caption `incomplete`: the next attempt makes only what is missing.
 */
import { CaptionPurpose } from '@video2roleplay/curation'
import * as z from 'zod'
import type { JobHandler } from '../jobs/job.js'
import { captionOnce } from './caption-once.js'
import { ensureSample } from './ensure-sample.js'
import { ensureSpeech } from './ensure-speech.js'
import { loadJobVideo, readyVideo } from './job-video.js'
import { enqueueNext, StagePayload } from './stages.js'
import { staticScoreOf } from './static-score.js'
import { countCalls, createCallLog } from './watched-model.js'

const CaptionPayload = StagePayload.extend({
  purposes: z.array(CaptionPurpose).min(1).default(['training', 'inference']),
})

export const captionVideo: JobHandler = async (context) => {
  const { services, job } = context
  const { stages, purposes } = CaptionPayload.parse(job.payload)
  const video = readyVideo(services, await loadJobVideo(services, job))
  const { sample } = await ensureSample(context, video, 'segments')
  const calls = createCallLog()
  const speech = await ensureSpeech(context, video, calls)
  const staticScore = await staticScoreOf(services, sample.id)
  const made: { purpose: CaptionPurpose; status: string }[] = []
  for (const purpose of purposes)
    made.push({ purpose, status: await captionOnce(context, { video, sample, purpose, speech, staticScore, calls }) })

  const isWhole = made.every(({ status }) => status === 'complete')
  return context.finish(
    { state: isWhole ? 'done' : 'partial', result: { captions: made, ...countCalls(calls) } },
    async (tx) => {
      // Without a summary the later stages have nothing to work with.
      if (isWhole) await enqueueNext(tx, services.jobs, job, stages)
    },
  )
}
