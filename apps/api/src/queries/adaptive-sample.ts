/**
 * The sample a role profile is made of (§4.1): by the rule of the video's kind, as the kind is now; the one chosen last,
 * and where none was, the newest.
 */
import { and, desc, eq, sql } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { frameSamples, videos } from '../db/schema.js'

/** Joins a sample to its video. A sample made when the video was of another kind does not count. */
export const isAdaptive = and(eq(frameSamples.videoId, videos.id), sql`${frameSamples.strategy} = ${videos.kind}`)

/** The first is the one. Samples made only to be looked at have no `chosenAt`. */
export const chosenFirst = [sql`${frameSamples.chosenAt} desc nulls last`, desc(frameSamples.id)]

export async function adaptiveSample(db: Database, videoId: string): Promise<typeof frameSamples.$inferSelect | null> {
  const [row] = await db
    .select({ sample: frameSamples })
    .from(frameSamples)
    .innerJoin(videos, isAdaptive)
    .where(eq(videos.id, videoId))
    .orderBy(...chosenFirst)
    .limit(1)
  return row?.sample ?? null
}
