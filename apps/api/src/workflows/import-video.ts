/**
 * Rooms 1 and 2 of the walk (§3.1): the packets of a stored file are scanned, its kind is read from its length, and
 * a poster and a strip of tiles are made. A file that is no video leaves a row that says why, and no bytes.
 */
import { classifyVideo, posterAndSprite, SamplerError, type SamplerErrorCode } from '@video2roleplay/sampler'
import { eq } from 'drizzle-orm'
import * as z from 'zod'
import { videos } from '../db/schema.js'
import { ApiError } from '../errors.js'
import { toFailure } from '../failure.js'
import type { JobContext, JobHandler } from '../jobs/job.js'
import { maxAttempts } from '../jobs/retry-delay.js'
import { loadJobVideo, type VideoRow } from './job-video.js'
import { enqueueNext, StagePayload } from './stages.js'
import { removeUnusedFiles } from './unused-files.js'

const ImportPayload = StagePayload.extend({
  source: z.object({ kind: z.literal('stored'), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
})

const stepCount = 3

export const importVideo: JobHandler = async (context) => {
  const { source, stages } = ImportPayload.parse(context.job.payload)
  const video = await loadJobVideo(context.services, context.job)
  if (video.status !== 'ready' && video.status !== 'partial') await takeIn(context, video, source.sha256)
  return context.finish({ state: 'done', result: { videoId: video.id } }, (tx) =>
    enqueueNext(tx, context.services.jobs, context.job, stages),
  )
}

async function takeIn(context: JobContext, video: VideoRow, sha256: string): Promise<void> {
  try {
    const facts = await readFacts(context, video, sha256)
    await context.fenced((tx) =>
      tx
        .update(videos)
        .set({ ...facts, status: 'ready', errorCode: null, errorMessage: null, errorAdvice: null })
        .where(eq(videos.id, video.id)),
    )
  } catch (error) {
    await recordFailure(context, video, sha256, error)
    throw error
  }
}

async function readFacts(context: JobContext, video: VideoRow, sha256: string): Promise<Partial<VideoRow>> {
  const { services, signal, progress } = context
  const { decoder, storage } = services
  if (!(await storage.has(sha256)))
    throw new ApiError('missing-file', 'The file is no longer stored.', { advice: 'Import the video again.' })
  const path = storage.pathOf(sha256)
  progress(0, stepCount, 'reading the packets')
  const info = await decoder.probe(path, { signal })
  progress(1, stepCount, 'making a poster')
  const { poster, sprite } = await posterAndSprite(path, { decoder, info, signal })
  progress(2, stepCount, 'storing')
  const [posterFile, spriteFile] = await Promise.all([
    storage.put(poster.jpeg, 'image/jpeg'),
    storage.put(sprite.jpeg, 'image/jpeg'),
  ])
  for (const warning of info.warnings) context.warn('video', warning)
  progress(stepCount, stepCount)
  const { durationSeconds, frameCount, width, height, codec } = info
  return {
    info,
    durationSeconds,
    frameCount,
    width,
    height,
    codec,
    ...(video.kindSource === 'manual' ? {} : { kind: classifyVideo(durationSeconds), kindSource: 'duration' as const }),
    posterSha256: posterFile.sha256,
    spriteSha256: spriteFile.sha256,
    spriteTiles: sprite.tiles.length,
  }
}

/** Not the file's fault: with another try, or after a repair of ours, the same bytes may pass. */
const notTheFile = new Set<SamplerErrorCode>(['no-decoder', 'no-sandbox', 'bad-request', 'aborted'])

async function recordFailure(context: JobContext, video: VideoRow, sha256: string, thrown: unknown): Promise<void> {
  const error: unknown = context.signal.aborted ? context.signal.reason : thrown
  const { code, message, advice, isRetryable } = toFailure(error)
  // Somebody else goes on with it, or the end of the job says it.
  if (code === 'stale-lease' || code === 'shutting-down' || code === 'cancelled') return
  if (isRetryable && context.job.attempt < maxAttempts) return
  // Why it failed the first time says more than that its bytes are gone.
  if (code === 'missing-file' && video.status === 'failed') return
  const isVerdict = error instanceof SamplerError && !notTheFile.has(error.code) && !isRetryable
  await context.fenced((tx) =>
    tx
      .update(videos)
      .set({
        status: 'failed',
        errorCode: code,
        errorMessage: message,
        errorAdvice: advice,
        ...(isVerdict ? { fileSha256: null } : {}),
      })
      .where(eq(videos.id, video.id)),
  )
  if (isVerdict) await removeUnusedFiles(context.services, [sha256])
}
