/** A.2, static scenes: how many of a caption's frames look alike, seen as thumbnails. */
import { staticSceneScore } from '@video2roleplay/curation'
import { asc, eq } from 'drizzle-orm'
import sharp from 'sharp'
import { frames } from '../db/schema.js'
import type { Services } from '../services.js'

/** Ours: enough to see whether a video stands still, and little work beside describing them. */
const framesLookedAt = 16
const side = 32

export async function staticScoreOf(
  { db, storage }: Pick<Services, 'db' | 'storage'>,
  sampleId: string,
): Promise<number | null> {
  const all = await db
    .select({ sha256: frames.sha256 })
    .from(frames)
    .where(eq(frames.sampleId, sampleId))
    .orderBy(asc(frames.index))
  const step = Math.max(1, all.length / framesLookedAt)
  const thumbnails: Uint8Array[] = []
  for (let at = 0; at < all.length; at += step) {
    const jpeg = await storage.read(all[Math.floor(at)]!.sha256)
    thumbnails.push(await sharp(jpeg).resize(side, side, { fit: 'fill' }).greyscale().raw().toBuffer())
  }
  return staticSceneScore(thumbnails)
}
