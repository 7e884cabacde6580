/** The sample a role profile is made of (§4.1): the newest one by the rule of the video's kind, as the kind is now. */
import { and, desc, eq, sql } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { frameSamples, videos } from '../db/schema.js'

/** Joins a sample to its video. A sample made when the video was of another kind does not count. */
export const isAdaptive = and(eq(frameSamples.videoId, videos.id), sql`${frameSamples.strategy} = ${videos.kind}`)

export async function adaptiveSample(db: Database, videoId: string): Promise<typeof frameSamples.$inferSelect | null> {
  const [row] = await db
    .select({ sample: frameSamples })
    .from(frameSamples)
    .innerJoin(videos, isAdaptive)
    .where(eq(videos.id, videoId))
    .orderBy(desc(frameSamples.id))
    .limit(1)
  return row?.sample ?? null
}
