/**
 * `GET /v1/models`: the characters, and every video that has an adaptive sample or a finished caption; the newest
 * thousand of each, as one page, or the one that is asked for, however old.
 */
import { and, desc, eq, exists, or } from 'drizzle-orm'
import { captions, characters, frameSamples, videos } from '../db/schema.js'
import type { Database } from '../db/database.js'
import { isAdaptive } from '../queries/adaptive-sample.js'

const most = 1000

export async function listModels(db: Database, only?: string) {
  const sampled = db.select({ id: frameSamples.id }).from(frameSamples).where(isAdaptive)
  const captioned = db
    .select({ id: captions.id })
    .from(captions)
    .where(and(eq(captions.videoId, videos.id), eq(captions.purpose, 'inference'), eq(captions.status, 'complete')))
  const rows = await db
    .select({ id: videos.id, name: videos.displayName, createdAt: videos.createdAt })
    .from(videos)
    .where(and(only === undefined ? undefined : eq(videos.id, only), or(exists(sampled), exists(captioned))))
    .orderBy(desc(videos.id))
    .limit(most)
  const made = await db
    .select({ id: characters.id, name: characters.name, createdAt: characters.createdAt })
    .from(characters)
    .where(only === undefined ? undefined : eq(characters.id, only))
    .orderBy(desc(characters.id))
    .limit(most)
  return {
    object: 'list' as const,
    data: [...made, ...rows].map(({ id, name, createdAt }) => ({
      id: `character:${id}`,
      object: 'model' as const,
      created: Math.floor(createdAt.getTime() / 1000),
      owned_by: 'video2roleplay',
      name,
    })),
  }
}
