/** The video a job is about, as it is now. */
import { eq } from 'drizzle-orm'
import { videos } from '../db/schema.js'
import { ApiError } from '../errors.js'
import type { Job } from '../jobs/job.js'
import type { Services } from '../services.js'
import type { VideoInfo, VideoKind } from '@video2roleplay/sampler'

export type VideoRow = typeof videos.$inferSelect

export async function loadJobVideo(services: Services, job: Job): Promise<VideoRow> {
  const [video] = await services.db
    .select()
    .from(videos)
    .where(eq(videos.id, job.subjectId ?? ''))
  if (!video) throw new ApiError('not-found', 'The video was removed meanwhile.')
  return video
}

export interface ReadyVideo {
  id: string
  path: string
  kind: VideoKind
  info: VideoInfo
}

/** @throws ApiError where the video was never imported whole, so that nothing can be made of it. */
export function readyVideo(services: Services, video: VideoRow): ReadyVideo {
  const { id, kind, info, fileSha256 } = video
  if (
    video.status === 'importing' ||
    video.status === 'failed' ||
    kind === null ||
    info === null ||
    fileSha256 === null
  )
    throw new ApiError('invalid-input', `${video.displayName} is not imported, so nothing can be made of it.`, {
      advice: 'Import it again, and look at why the first import failed.',
    })
  return { id, kind, info, path: services.storage.pathOf(fileSha256) }
}
