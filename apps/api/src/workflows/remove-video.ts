/**
 * Takes a video away with everything made from it (R60): frames, captions, dialogues and conversations, its items in
 * data set versions, which are marked, and the files of exports that hold it. What went is counted in an audit row
 * that keeps nothing of the video but its hash. Stored files go when no other row names them.
 */
import { and, count, eq, inArray, sql } from 'drizzle-orm'
import type { Transaction } from '../db/database.js'
import {
  captions,
  conversations,
  dataSetItems,
  dialogues,
  exports as exportRows,
  frames,
  frameSamples,
  jobs,
  takedowns,
  versionTakedowns,
  videos,
} from '../db/schema.js'
import { ApiError } from '../errors.js'
import type { Services } from '../services.js'
import { removeUnusedFiles } from './unused-files.js'

export interface Takedown {
  /** Who wants it gone; unknown for a script. */
  personId?: string
  reason: string
}

export async function removeVideo(
  services: Services,
  videoId: string,
  { personId, reason }: Takedown = { reason: 'Removed from the library.' },
): Promise<{ takedownId: string }> {
  const { db } = services
  const [video] = await db.select().from(videos).where(eq(videos.id, videoId))
  if (!video) throw new ApiError('not-found', 'This video does not exist (any more).')
  await stopWork(services, videoId)

  const { takedownId, hashes } = await db.transaction(async (tx) => {
    // Whoever writes a version of it meanwhile waits, and then finds it gone.
    await tx.select({ id: videos.id }).from(videos).where(eq(videos.id, videoId)).for('update')
    const pictures = await tx
      .selectDistinct({ sha256: frames.sha256 })
      .from(frames)
      .innerJoin(frameSamples, eq(frameSamples.id, frames.sampleId))
      .where(eq(frameSamples.videoId, videoId))
    const versions = await tx
      .select({ versionId: dataSetItems.versionId, dialogues: count() })
      .from(dataSetItems)
      .where(eq(dataSetItems.videoId, videoId))
      .groupBy(dataSetItems.versionId)
    const files = await exportsWith(tx, videoId)
    const removed = {
      ...(await countOf(tx, videoId)),
      versionItems: versions.reduce((sum, version) => sum + version.dialogues, 0),
      exports: files.length,
    }
    const [takedown] = await tx
      .insert(takedowns)
      .values({ projectId: video.projectId, videoId, videoSha256: video.sha256, personId, reason, removed })
      .returning()
    const { id, createdAt } = takedown!
    if (versions.length > 0)
      await tx.insert(versionTakedowns).values(versions.map((version) => ({ ...version, takedownId: id })))
    if (files.length > 0)
      await tx
        .update(exportRows)
        .set({
          status: 'removed',
          fileSha256: null,
          sizeBytes: null,
          errorCode: 'taken-down',
          errorMessage: 'A video in this file was taken down, and the file with it.',
          manifest: sql`coalesce(${exportRows.manifest}, '{}'::jsonb) || ${JSON.stringify({
            takenDown: { takedownId: id, at: createdAt.toISOString() },
          })}::text::jsonb`,
        })
        .where(
          inArray(
            exportRows.id,
            files.map((file) => file.id),
          ),
        )
    await tx.delete(videos).where(eq(videos.id, videoId))
    return {
      takedownId: id,
      hashes: [
        video.fileSha256,
        video.posterSha256,
        video.spriteSha256,
        ...pictures.map(({ sha256 }) => sha256),
        ...files.map(({ fileSha256 }) => fileSha256),
      ].filter((sha256) => sha256 !== null),
    }
  })
  await removeUnusedFiles(services, hashes)
  return { takedownId }
}

/** Jobs about it, and those that write it into a file just now. */
async function stopWork(services: Services, videoId: string): Promise<void> {
  const { db } = services
  const files = await exportsWith(db, videoId)
  const subjects = [videoId, ...files.map(({ id }) => id)]
  const open = await db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(inArray(jobs.subjectId, subjects), inArray(jobs.state, ['queued', 'running', 'waiting'])))
  for (const job of open) await services.jobs.cancel(job.id)
}

/** Exports, made or in the making, of a version and split that the video has items in. */
async function exportsWith(tx: Transaction | Services['db'], videoId: string) {
  return tx
    .select({ id: exportRows.id, fileSha256: exportRows.fileSha256 })
    .from(exportRows)
    .where(
      sql`${exportRows.status} in ('running', 'complete') and exists (select 1 from ${dataSetItems} where ${dataSetItems.videoId} = ${videoId}::uuid
        and ${dataSetItems.versionId} = ${exportRows.versionId}
        and coalesce(${exportRows.settings}->>'split', 'all') in ('all', ${dataSetItems.split}))`,
    )
}

async function countOf(tx: Transaction, videoId: string) {
  const [sampled] = await tx
    .select({ frames: count() })
    .from(frames)
    .innerJoin(frameSamples, eq(frameSamples.id, frames.sampleId))
    .where(eq(frameSamples.videoId, videoId))
  return {
    frames: sampled!.frames,
    captions: await tx.$count(captions, eq(captions.videoId, videoId)),
    dialogues: await tx.$count(dialogues, eq(dialogues.videoId, videoId)),
    conversations: await tx.$count(conversations, eq(conversations.videoId, videoId)),
  }
}
