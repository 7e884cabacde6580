/** CLIP features in the database, shared by all workers. A row follows from its key alone, so whoever writes may. */
import type { EmbeddingCache } from '@video2roleplay/sampler'
import { and, eq, inArray } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { frameFeatures } from '../db/schema.js'

const rowsAtOnce = 500

export function createFeatureCache(db: Database): EmbeddingCache {
  return {
    async get(modelHash, hashes) {
      const found = new Map<string, Float32Array>()
      for (let first = 0; first < hashes.length; first += rowsAtOnce) {
        const some = hashes.slice(first, first + rowsAtOnce)
        const rows = await db
          .select({ frameSha256: frameFeatures.frameSha256, features: frameFeatures.features })
          .from(frameFeatures)
          .where(and(eq(frameFeatures.modelHash, modelHash), inArray(frameFeatures.frameSha256, some)))
        for (const { frameSha256, features } of rows) found.set(frameSha256, features)
      }
      return found
    },

    async set(modelHash, features) {
      const rows = [...features].map(([frameSha256, vector]) => ({ modelHash, frameSha256, features: vector }))
      for (let first = 0; first < rows.length; first += rowsAtOnce)
        await db
          .insert(frameFeatures)
          .values(rows.slice(first, first + rowsAtOnce))
          .onConflictDoNothing()
    },
  }
}
