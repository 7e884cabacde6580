/** Asks for a sample with settings of one's own. One that is there already is found, and costs nothing. */
import { resolveSettings } from '@video2roleplay/sampler'
import { and, eq } from 'drizzle-orm'
import { frameSamples, videos } from '../db/schema.js'
import { ApiError } from '../errors.js'
import type { Services } from '../services.js'
import { readyVideo } from './job-video.js'
import {
  frameSizeOf,
  needsFeatures,
  sampleHash,
  settingsThatFit,
  type AskedSettings,
  type Fit,
} from './sample-settings.js'

export interface AskedSample {
  /** Where it is there already. */
  sampleId: string | null
  jobId: string | null
  /** What was asked for in the end: `fit` has become a number of frames. */
  settings: AskedSettings
}

/** @throws ApiError `invalid-input` where settings contradict each other, or not one frame fits */
export async function askForSample(
  services: Services,
  input: { videoId: string; settings: AskedSettings; fit?: Fit },
): Promise<AskedSample> {
  const [row] = await services.db.select().from(videos).where(eq(videos.id, input.videoId))
  if (row === undefined) throw new ApiError('not-found', 'This video does not exist (any more).')
  const { kind, info } = readyVideo(services, row)
  const settings = settingsThatFit(frameSizeOf(info), input.settings, input.fit)
  resolveSettings(settings)
  // Where CLIP is not opened yet, the job finds what is there already.
  const embedder = needsFeatures(kind, settings) ? services.embedding.currentKey() : null
  const [known] =
    embedder === undefined
      ? []
      : await services.db
          .select({ id: frameSamples.id })
          .from(frameSamples)
          .where(
            and(eq(frameSamples.videoId, row.id), eq(frameSamples.settingsHash, sampleHash(kind, settings, embedder))),
          )
  if (known !== undefined) return { sampleId: known.id, jobId: null, settings }
  const jobId = await services.db.transaction((tx) =>
    services.jobs.enqueue(tx, {
      kind: 'sample',
      projectId: row.projectId,
      subjectId: row.id,
      subjectName: row.displayName,
      payload: { stages: [], settings },
    }),
  )
  return { sampleId: null, jobId, settings }
}
