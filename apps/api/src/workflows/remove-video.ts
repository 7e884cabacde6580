/** Takes a video away with everything made from it; stored files go when no other row names them. */
import { eq, sql } from 'drizzle-orm'
import { frames, frameSamples, jobs, videos } from '../db/schema.js'
import { ApiError } from '../errors.js'
import type { Services } from '../services.js'
import { removeUnusedFiles } from './unused-files.js'

export async function removeVideo(services: Services, videoId: string): Promise<void> {
  const { db } = services
  const [video] = await db.select().from(videos).where(eq(videos.id, videoId))
  if (!video) throw new ApiError('not-found', 'This video does not exist (any more).')
  const open = await db
    .select({ id: jobs.id })
    .from(jobs)
    .where(sql`${jobs.subjectId} = ${videoId} and ${jobs.state} in ('queued', 'running', 'waiting')`)
  for (const job of open) await services.jobs.cancel(job.id)

  const hashes = await db.transaction(async (tx) => {
    const pictures = await tx
      .selectDistinct({ sha256: frames.sha256 })
      .from(frames)
      .innerJoin(frameSamples, eq(frameSamples.id, frames.sampleId))
      .where(eq(frameSamples.videoId, videoId))
    await tx.delete(videos).where(eq(videos.id, videoId))
    return [video.fileSha256, video.posterSha256, video.spriteSha256, ...pictures.map(({ sha256 }) => sha256)].filter(
      (sha256) => sha256 !== null,
    )
  })
  await removeUnusedFiles(services, hashes)
}
