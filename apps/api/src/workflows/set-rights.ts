/** What a person says about the rights of videos: licence, consent, and whether they may be shown (R60). */
import { and, eq, inArray, sql } from 'drizzle-orm'
import * as z from 'zod'
import { dataSetItems, videos } from '../db/schema.js'
import type { Services } from '../services.js'

export const RightsInput = z
  .object({
    /** These videos, or all of a version. */
    videoIds: z.array(z.uuid()).min(1).max(1_000).optional(),
    versionId: z.uuid().optional(),
    licence: z.string().trim().min(1).max(500).optional(),
    consent: z.enum(['unknown', 'given', 'refused']).optional(),
    safety: z.enum(['unknown', 'passed', 'flagged']).optional(),
    safetyNote: z.string().trim().max(2_000).optional(),
    /** Says it only of videos of which nothing was said yet. */
    isOnlyMissing: z.boolean().default(false),
  })
  .refine(({ videoIds, versionId }) => (videoIds === undefined) !== (versionId === undefined), {
    error: 'Give either videos or a version.',
  })
export type RightsInput = z.output<typeof RightsInput>

export async function setRights({ db }: Services, input: RightsInput): Promise<{ videos: number }> {
  const { licence, consent, safety, safetyNote, isOnlyMissing } = input
  const keep = <Value>(isMissing: ReturnType<typeof sql>, value: Value, column: ReturnType<typeof sql>) =>
    isOnlyMissing ? sql`case when ${isMissing} then ${value} else ${column} end` : sql`${value}`
  const set = {
    ...(licence !== undefined && {
      licence: keep(sql`coalesce(trim(${videos.licence}), '') = ''`, licence, sql`${videos.licence}`),
    }),
    ...(consent !== undefined && {
      consent: keep(sql`${videos.consent} = 'unknown'`, consent, sql`${videos.consent}`),
    }),
    ...(safety !== undefined && { safety: keep(sql`${videos.safety} = 'unknown'`, safety, sql`${videos.safety}`) }),
    ...(safetyNote !== undefined && { safetyNote }),
  }
  if (Object.keys(set).length === 0) return { videos: 0 }
  const which = input.videoIds
    ? inArray(videos.id, input.videoIds)
    : inArray(
        videos.id,
        db
          .selectDistinct({ id: dataSetItems.videoId })
          .from(dataSetItems)
          .where(eq(dataSetItems.versionId, input.versionId!)),
      )
  const rows = await db.update(videos).set(set).where(and(which)).returning({ id: videos.id })
  return { videos: rows.length }
}
