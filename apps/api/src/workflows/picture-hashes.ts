/** What each video looks like, in bits: of the tiles that the library shows anyway, made once and kept. */
import { hashSide, pictureHash } from '@video2roleplay/curation'
import { and, asc, eq, gt, isNotNull, isNull } from 'drizzle-orm'
import sharp from 'sharp'
import { videos } from '../db/schema.js'
import type { JobContext } from '../jobs/job.js'

const videosPerPage = 200

export async function ensurePictureHashes(
  { services, signal, fenced, progress }: Pick<JobContext, 'services' | 'signal' | 'fenced' | 'progress'>,
  projectId: string,
): Promise<void> {
  const { db, storage } = services
  const missing = and(eq(videos.projectId, projectId), isNull(videos.pictureHashes), isNotNull(videos.spriteSha256))
  const total = await db.$count(videos, missing)
  let done = 0
  for (let after: string | undefined; done < total;) {
    signal.throwIfAborted()
    const page = await db
      .select({ id: videos.id, sprite: videos.spriteSha256, tiles: videos.spriteTiles })
      .from(videos)
      .where(and(missing, after === undefined ? undefined : gt(videos.id, after)))
      .orderBy(asc(videos.id))
      .limit(videosPerPage)
    if (page.length === 0) return
    for (const { id, sprite, tiles } of page) {
      const isThere = await storage.has(sprite!)
      const pictureHashes = isThere && tiles ? await hashesOf(storage.pathOf(sprite!), tiles) : []
      await fenced((tx) => tx.update(videos).set({ pictureHashes }).where(eq(videos.id, id)))
      progress(++done, total, 'looking at pictures')
    }
    after = page.at(-1)!.id
  }
}

/** Of tiles in one row. A picture without anything in it has no hash, and is left out. */
async function hashesOf(path: string, tiles: number): Promise<string[]> {
  const grey = await sharp(path)
    .resize(hashSide * tiles, hashSide, { fit: 'fill' })
    .greyscale()
    .raw()
    .toBuffer()
  const width = hashSide * tiles
  return Array.from({ length: tiles }, (_, tile) => {
    const picture = new Uint8Array(hashSide * hashSide)
    for (let row = 0; row < hashSide; row++)
      picture.set(grey.subarray(row * width + tile * hashSide, row * width + (tile + 1) * hashSide), row * hashSide)
    return pictureHash(picture)
  }).filter((hash) => hash !== null)
}
