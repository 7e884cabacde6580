/** Videos that look like this one (A.2 leaves them to people; a split must not tear them apart). */
import { captionSignature, findDuplicateVideos } from '@video2roleplay/curation'
import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { captions, videos } from '../db/schema.js'
import type { DuplicateVideo } from '../views/videos.js'
import { imageUrl } from './images.js'

/** Null where no pictures of it were hashed yet: nothing is known, not even that it has no double. */
export async function loadDuplicates(db: Database, videoId: string): Promise<DuplicateVideo[] | null> {
  const [own] = await db
    .select({ projectId: videos.projectId, hashes: videos.pictureHashes })
    .from(videos)
    .where(eq(videos.id, videoId))
  if (!own?.hashes?.length) return null
  const rows = await db
    .select({ id: videos.id, name: videos.displayName, poster: videos.posterSha256, hashes: videos.pictureHashes })
    .from(videos)
    .where(and(eq(videos.projectId, own.projectId), isNotNull(videos.pictureHashes)))
  const rowOf = new Map(rows.map((row) => [row.id, row]))
  const print = (id: string, summary = '') => ({
    id,
    frameHashes: rowOf.get(id)!.hashes!,
    captionSignature: captionSignature(summary),
  })
  // First by pictures alone; captions are read only of the few that are alike.
  const alike = findDuplicateVideos(rows.map(({ id }) => print(id))).flatMap(({ first, second }) =>
    first === videoId ? [second] : second === videoId ? [first] : [],
  )
  if (alike.length === 0) return []
  const summaries = await db
    .selectDistinctOn([captions.videoId], { videoId: captions.videoId, summary: captions.summary })
    .from(captions)
    .where(and(inArray(captions.videoId, [videoId, ...alike]), eq(captions.status, 'complete')))
    .orderBy(captions.videoId, desc(captions.id))
  const summaryOf = new Map(summaries.map(({ videoId: id, summary }) => [id, summary ?? '']))
  return findDuplicateVideos([videoId, ...alike].map((id) => print(id, summaryOf.get(id)))).flatMap(
    ({ first, second, pictures, captions: likeness, flag }) => {
      const other = first === videoId ? second : second === videoId ? first : undefined
      const row = other === undefined ? undefined : rowOf.get(other)
      return row === undefined
        ? []
        : [{ videoId: row.id, name: row.name, posterUrl: imageUrl(row.poster), pictures, captions: likeness, flag }]
    },
  )
}
