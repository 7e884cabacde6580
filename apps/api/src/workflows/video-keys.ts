/** What links the videos of a project: their creators, where they came from, and which of them look alike. */
import { clusterItems, type LeakKey } from '@video2roleplay/curation'
import { asc, eq } from 'drizzle-orm'
import { videos } from '../db/schema.js'
import type { Services } from '../services.js'
import { findNearDuplicates } from './near-duplicates.js'

export interface VideoKeys {
  /** What may not be on both sides of a split. */
  groupOf(videoId: string): string
  keysOf(videoId: string): Partial<Record<LeakKey, string | null>>
}

export async function loadVideoKeys(
  { db }: Services,
  projectId: string,
  groupBy: 'video' | 'creator' | 'cluster',
  signal: AbortSignal,
): Promise<VideoKeys> {
  const rows = await db
    .select({ id: videos.id, creator: videos.creatorHash, source: videos.sourceUrl, hashes: videos.pictureHashes })
    .from(videos)
    .where(eq(videos.projectId, projectId))
    .orderBy(asc(videos.id))
  const linked = (prefix: string, read: (row: (typeof rows)[number]) => string | null) =>
    rows.flatMap((row): [string, string][] => {
      const value = read(row)
      return value === null ? [] : [[row.id, `${prefix}:${value}`]]
    })
  const creators = linked('creator', (row) => row.creator)
  const pairs = await findNearDuplicates(
    rows.flatMap(({ id, hashes }) => (hashes?.length ? [{ id, hashes }] : [])),
    signal,
  )
  const ids = rows.map((row) => row.id)
  const clusters = clusterItems(
    ids,
    {
      video: {},
      creator: { keys: creators },
      cluster: { keys: [...creators, ...linked('source', (row) => row.source)], pairs },
    }[groupBy],
  )
  const looks = clusterItems(ids, { pairs })
  const rowOf = new Map(rows.map((row) => [row.id, row]))
  return {
    groupOf: (videoId) => clusters.get(videoId) ?? videoId,
    keysOf: (videoId) => ({
      video: videoId,
      creator: rowOf.get(videoId)?.creator ?? null,
      source: rowOf.get(videoId)?.source ?? null,
      // One without hashes was never looked at: nothing is known of it.
      'near-duplicate': rowOf.get(videoId)?.hashes?.length ? looks.get(videoId)! : null,
    }),
  }
}
