/** Stored files that no row names any more. The same bytes may serve several videos, so each is asked for. */
import { and, eq, inArray, notExists, sql } from 'drizzle-orm'
import { exports as exportRows, files, frames, videos } from '../db/schema.js'
import type { Services } from '../services.js'

export async function removeUnusedFiles(services: Services, hashes: string[]): Promise<void> {
  if (hashes.length === 0) return
  const { db } = services
  const one = { one: sql`1` }
  const unused = await db
    .select({ sha256: files.sha256 })
    .from(files)
    .where(
      and(
        inArray(files.sha256, hashes),
        notExists(db.select(one).from(videos).where(eq(videos.fileSha256, files.sha256))),
        notExists(db.select(one).from(videos).where(eq(videos.posterSha256, files.sha256))),
        notExists(db.select(one).from(videos).where(eq(videos.spriteSha256, files.sha256))),
        notExists(db.select(one).from(frames).where(eq(frames.sha256, files.sha256))),
        notExists(db.select(one).from(exportRows).where(eq(exportRows.fileSha256, files.sha256))),
      ),
    )
  for (const { sha256 } of unused) await services.storage.remove(sha256)
}
