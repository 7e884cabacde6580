/** Puts tags on many videos at once, and takes others off. */
import { sql } from 'drizzle-orm'
import { videos } from '../db/schema.js'
import { chosen, type VideoChoice } from '../queries/video-filter.js'
import type { Services } from '../services.js'

export async function tagVideos(
  { db }: Services,
  { choice, add, remove }: { choice: VideoChoice; add: string[]; remove: string[] },
): Promise<{ videos: number }> {
  const array = (tags: string[]) =>
    sql`array[${sql.join(
      tags.map((tag) => sql`${tag}`),
      sql`, `,
    )}]::text[]`
  const rows = await db
    .update(videos)
    .set({
      tags: sql`array(select distinct tag from unnest(${videos.tags} || ${array(add)}) as tag
        where tag <> all (${array(remove)}) order by tag)`,
    })
    .where(chosen(choice))
    .returning({ id: videos.id })
  return { videos: rows.length }
}
