/**
 * Rooms 3 and 7: frames of a video, chosen once for each strategy and settings. Where the sample exists nothing is
 * decoded; where it does not, pictures are stored first and rows after them, so that no row names a missing file.
 */
import {
  sampleFrames,
  sampleSegments,
  toSampleRecord,
  type FrameSample,
  type SampleProgress,
  type Strategy,
} from '@video2roleplay/sampler'
import { and, eq } from 'drizzle-orm'
import PQueue from 'p-queue'
import type { Transaction } from '../db/database.js'
import { frames, frameSamples, videos } from '../db/schema.js'
import type { JobContext } from '../jobs/job.js'
import { keyOf } from '../media/embedding.js'
import type { ReadyVideo } from './job-video.js'
import { settingsHashOf } from './settings-hash.js'
import { needsFeatures, sampleHash, type AskedSettings } from './sample-settings.js'

export type SampleRow = typeof frameSamples.$inferSelect

export interface EnsuredSample {
  sample: SampleRow
  /** Taken in the end: what was got, less what was merged or capped after it. */
  frames: number
  /** False where it was there already. */
  isNew: boolean
}

/** Pictures written at the same time; each waits for the disk. */
const writesAtOnce = 8

export async function ensureSample(
  context: JobContext,
  video: ReadyVideo,
  purpose: 'segments' | 'profile',
  /** Instead of the defaults; for `profile` only. */
  asked?: AskedSettings,
): Promise<EnsuredSample> {
  // Made to be looked at: the role stays as it is until somebody chooses this one.
  const isTrial = asked !== undefined
  const strategy: Strategy = purpose === 'segments' ? 'segments' : video.kind
  const embedder = needsFeatures(strategy, asked) ? await openEmbedder(context) : undefined
  // Another number of caption frames is another sample (D9: 64 in all, or one for so many seconds).
  const segmentSeconds = strategy === 'segments' ? context.services.env.captionSegmentSeconds : undefined
  const settingsHash =
    segmentSeconds === undefined
      ? sampleHash(strategy, asked, keyOf(embedder))
      : settingsHashOf({ strategy, segmentSeconds })
  const existing = await findSample(context, video.id, strategy, settingsHash)
  if (existing) return { ...existing, isNew: false }

  const { services, signal } = context
  const options = {
    decoder: services.decoder,
    info: video.info,
    kind: video.kind,
    signal,
    onProgress: ({ stage, done, total }: SampleProgress) => context.progress(done, total, labels[stage]),
  }
  const sample = await (strategy === 'segments'
    ? sampleSegments(video.path, { ...options, segmentSeconds })
    : sampleFrames(video.path, { ...options, embedder, settings: asked }))
  await storePictures(context, sample)
  await context.fenced(async (tx) => {
    await insertSample(tx, { videoId: video.id, settingsHash, ...(isTrial && { chosenAt: null }) }, sample)
    if (sample.status === 'partial') await markPartial(tx, video.id, sample.statusReason)
  })
  const stored = await findSample(context, video.id, strategy, settingsHash)
  return { ...stored!, isNew: true }
}

/** A model is downloaded when the first sample needs it. Where it cannot be had, the job's story says so. */
async function openEmbedder({ services, signal, progress, warn }: JobContext) {
  const embedder = await services.embedding.open({
    signal,
    onDownload: ({ doneBytes, totalBytes }) =>
      progress(megabytes(doneBytes), totalBytes === undefined ? null : megabytes(totalBytes), 'downloading CLIP, MB'),
  })
  if (embedder !== undefined && 'unavailable' in embedder)
    warn('embedder-unavailable', `Near duplicates are not merged (step 3). ${embedder.unavailable}`)
  return embedder
}

const megabytes = (bytes: number) => Math.round(bytes / 1e6)

const labels: Record<SampleProgress['stage'], string> = {
  candidates: 'looking at candidates',
  frames: 'taking frames',
  features: 'comparing frames',
}

async function findSample(context: JobContext, videoId: string, strategy: Strategy, settingsHash: string) {
  const { db } = context.services
  const [row] = await db
    .select({ sample: frameSamples, frames: db.$count(frames, eq(frames.sampleId, frameSamples.id)) })
    .from(frameSamples)
    .where(
      and(
        eq(frameSamples.videoId, videoId),
        eq(frameSamples.strategy, strategy),
        eq(frameSamples.settingsHash, settingsHash),
      ),
    )
  return row
}

async function storePictures({ services }: JobContext, sample: FrameSample): Promise<void> {
  const queue = new PQueue({ concurrency: writesAtOnce })
  await queue.addAll(
    sample.frames.map(
      ({ jpeg }) =>
        () =>
          services.storage.put(jpeg, 'image/jpeg'),
    ),
  )
}

async function insertSample(
  tx: Transaction,
  key: Pick<typeof frameSamples.$inferInsert, 'videoId' | 'settingsHash' | 'chosenAt'>,
  sample: FrameSample,
): Promise<void> {
  const { version: _version, frames: chosen, ...record } = toSampleRecord(sample)
  const [row] = await tx
    .insert(frameSamples)
    .values({ ...record, ...key })
    .onConflictDoNothing()
    .returning({ id: frameSamples.id })
  if (!row) return
  await tx.insert(frames).values(chosen.map((frame) => ({ ...frame, sampleId: row.id })))
}

/** The video plays on, but not all of it could be read: everybody should know before they build on it. */
async function markPartial(tx: Transaction, videoId: string, reason: string | undefined): Promise<void> {
  await tx
    .update(videos)
    .set({
      status: 'partial',
      errorCode: 'frames-missing',
      errorMessage: reason ?? 'Some frames of this video could not be read.',
      errorAdvice:
        'Everything was made from the frames that could be read. Copy or download the video again for the rest.',
    })
    .where(and(eq(videos.id, videoId), eq(videos.status, 'ready')))
}
