/** A person prefers one sample of a video: the role is made of it from now on. What was answered before stays as it was. */
import { eq, sql } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { frameSamples, videos } from '../db/schema.js'
import { ApiError } from '../errors.js'

export async function chooseSample(db: Database, id: string): Promise<void> {
  const [row] = await db
    .select({ strategy: frameSamples.strategy, kind: videos.kind })
    .from(frameSamples)
    .innerJoin(videos, eq(videos.id, frameSamples.videoId))
    .where(eq(frameSamples.id, id))
  if (row === undefined) throw new ApiError('not-found', 'This sample does not exist (any more).')
  if (row.strategy !== row.kind)
    throw new ApiError(
      'invalid-input',
      row.strategy === 'segments'
        ? 'The 64 segments are for the caption; a role is made of an adaptive sample.'
        : `This sample was made when the video was a ${row.strategy}; now it is a ${row.kind}.`,
      { advice: 'Sample it again with the settings you want.' },
    )
  await db
    .update(frameSamples)
    .set({ chosenAt: sql`now()` })
    .where(eq(frameSamples.id, id))
}
