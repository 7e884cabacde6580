/**
 * The library's cards: one query whatever the page size. Each lateral join reads one index entry or a short
 * range of one, so nothing is counted that is not shown.
 */
import { and, asc, desc, eq, gt, isNotNull, lt, or, sql, type SQL } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { captions, dialogues, frames, frameSamples, generations, videos } from '../db/schema.js'
import type { Page } from '../views/page.js'
import type { VideoCard } from '../views/videos.js'
import { chosenFirst, isAdaptive } from './adaptive-sample.js'
import { failureOfRow } from './failure-of-row.js'
import { imageUrl } from './images.js'
import { latestJob } from './latest-job.js'
import { toPage } from './pages.js'
import { matching, type VideoFilter } from './video-filter.js'

export type VideoSort = 'newest' | 'oldest' | 'longest' | 'shortest'

export async function listVideos(
  db: Database,
  filter: VideoFilter & { sort: VideoSort },
  page: { cursor?: string | null; limit: number },
): Promise<Page<VideoCard>> {
  const { after, order, cursorOf } = sorting(filter.sort, page.cursor)
  const cards = await selectVideoCards(db, and(matching(filter), after), order, page.limit + 1)
  return toPage(cards, page.limit, (card) => card, cursorOf)
}

export async function loadVideoCard(db: Database, id: string): Promise<VideoCard | null> {
  return (await selectVideoCards(db, eq(videos.id, id), [asc(videos.id)], 1))[0] ?? null
}

async function selectVideoCards(
  db: Database,
  where: SQL | undefined,
  order: SQL[],
  limit: number,
): Promise<VideoCard[]> {
  const adaptive = db
    .select({ frames: db.$count(frames, eq(frames.sampleId, frameSamples.id)).as('frames') })
    .from(frameSamples)
    .where(isAdaptive)
    .orderBy(...chosenFirst)
    .limit(1)
    .as('adaptive')
  const caption = db
    .select({ status: captions.status })
    .from(captions)
    .where(eq(captions.videoId, videos.id))
    .orderBy(desc(captions.id))
    .limit(1)
    .as('caption')
  const counts = db
    .select({
      kept: sql<number>`count(*) filter (where ${dialogues.status} = 'kept')`.mapWith(Number).as('kept'),
      dropped: sql<number>`count(*) filter (where ${dialogues.status} = 'dropped')`.mapWith(Number).as('dropped'),
    })
    .from(dialogues)
    .where(eq(dialogues.videoId, videos.id))
    .as('counts')
  const latest = latestJob(db, videos.id)
  const rows = await db
    .select({
      video: videos,
      frames: adaptive.frames,
      caption: caption.status,
      kept: counts.kept,
      dropped: counts.dropped,
      job: latest.glance,
      isRehearsal: sql<boolean>`exists (select 1 from ${captions} where ${captions.videoId} = ${videos.id} and ${captions.isRehearsal})
        or exists (select 1 from ${generations} where ${generations.videoId} = ${videos.id} and ${generations.isRehearsal})`,
    })
    .from(videos)
    .leftJoinLateral(adaptive, sql`true`)
    .leftJoinLateral(caption, sql`true`)
    .leftJoinLateral(counts, sql`true`)
    .leftJoinLateral(latest.job, sql`true`)
    .where(where)
    .orderBy(...order)
    .limit(limit)
  return rows.map(({ video, ...row }) => ({
    id: video.id,
    projectId: video.projectId,
    name: video.displayName,
    kind: video.kind,
    kindSource: video.kindSource,
    status: video.status,
    error: failureOfRow(video),
    durationSeconds: video.durationSeconds,
    width: video.width,
    height: video.height,
    posterUrl: imageUrl(video.posterSha256),
    spriteUrl: imageUrl(video.spriteSha256),
    spriteTiles: video.spriteTiles,
    frames: row.frames,
    caption: row.caption ?? 'none',
    dialogues: { kept: row.kept ?? 0, dropped: row.dropped ?? 0 },
    tags: video.tags,
    isRehearsal: row.isRehearsal,
    job: row.job,
    createdAt: video.createdAt.toISOString(),
  }))
}

/** By age the cursor is an id; by length it is `seconds~id`. Videos of unknown length are not in a list by length. */
function sorting(
  sort: VideoSort,
  cursor: string | null | undefined,
): { after: SQL | undefined; order: SQL[]; cursorOf: (card: VideoCard) => string } {
  const byAge = (card: VideoCard) => card.id
  const byLength = (card: VideoCard) => `${card.durationSeconds}~${card.id}`
  const [seconds, id] = readLengthCursor(cursor)
  switch (sort) {
    case 'newest':
      return { after: cursor ? lt(videos.id, cursor) : undefined, order: [desc(videos.id)], cursorOf: byAge }
    case 'oldest':
      return { after: cursor ? gt(videos.id, cursor) : undefined, order: [asc(videos.id)], cursorOf: byAge }
    case 'longest':
      return {
        after: and(
          isNotNull(videos.durationSeconds),
          cursor
            ? or(lt(videos.durationSeconds, seconds), and(eq(videos.durationSeconds, seconds), lt(videos.id, id)))
            : undefined,
        ),
        order: [desc(videos.durationSeconds), desc(videos.id)],
        cursorOf: byLength,
      }
    case 'shortest':
      return {
        after: and(
          isNotNull(videos.durationSeconds),
          cursor
            ? or(gt(videos.durationSeconds, seconds), and(eq(videos.durationSeconds, seconds), gt(videos.id, id)))
            : undefined,
        ),
        order: [asc(videos.durationSeconds), asc(videos.id)],
        cursorOf: byLength,
      }
  }
}

function readLengthCursor(cursor: string | null | undefined): [seconds: number, id: string] {
  const [seconds = '', id = ''] = (cursor ?? '').split('~')
  return [Number(seconds), id]
}
