/** What each teacher brought (R24): yield, variety and cost, from the rows of its replies and the ledger. */
import { teacherReport, type TeacherRow } from '@video2roleplay/curation'
import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { dialogues, generations, modelCalls, models, videos } from '../db/schema.js'

const generationsPerPage = 1_000

export async function loadTeachers(
  db: Database,
  place: { videoId?: string; projectId?: string },
): Promise<TeacherRow[]> {
  const replies: Parameters<typeof teacherReport>[0][number][] = []
  for (let after: string | undefined; ;) {
    const page = await db
      .select({
        id: generations.id,
        status: generations.status,
        teacher: models.name,
        microUsd: modelCalls.costMicroUsd,
      })
      .from(generations)
      .innerJoin(videos, eq(videos.id, generations.videoId))
      .leftJoin(models, eq(models.id, generations.teacherModelId))
      .leftJoin(modelCalls, eq(modelCalls.id, generations.callId))
      .where(
        and(
          place.videoId ? eq(generations.videoId, place.videoId) : undefined,
          place.projectId ? eq(videos.projectId, place.projectId) : undefined,
          after ? gt(generations.id, after) : undefined,
        ),
      )
      .orderBy(asc(generations.id))
      .limit(generationsPerPage)
    if (page.length === 0) return teacherReport(replies)
    after = page.at(-1)!.id
    const pairs = await db
      .select({
        generationId: dialogues.generationId,
        answer: dialogues.answer,
        status: dialogues.status,
        score: dialogues.score,
      })
      .from(dialogues)
      .where(
        inArray(
          dialogues.generationId,
          page.map(({ id }) => id),
        ),
      )
    const pairsOf = Map.groupBy(pairs, ({ generationId }) => generationId)
    for (const { id, status, teacher, microUsd } of page)
      replies.push({
        teacher: teacher ?? 'a model that was removed',
        status,
        dialogues: pairsOf.get(id) ?? [],
        cost: microUsd === null ? null : microUsd / 1_000_000,
      })
  }
}
