/** Dialogues with where they come from, and the funnel of the five steps (§3.3, A.2; R29). */
import { and, desc, eq, sql, type SQL } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { dialogues, generations, models, videos } from '../db/schema.js'
import type { DialogueFunnel, DialogueReview, DialogueStatus, DialogueView } from '../views/dialogues.js'
import type { Page } from '../views/page.js'
import { imageUrl } from './images.js'
import { pageById, type PageRequest } from './pages.js'

export interface DialogueFilter {
  videoId?: string
  projectId?: string
  status?: DialogueStatus
  review?: DialogueReview
}

export function listDialogues(db: Database, filter: DialogueFilter, page: PageRequest): Promise<Page<DialogueView>> {
  return pageById(page, dialogues.id, (begin, limit) =>
    selectDialogues(
      db,
      and(
        ofPlace(filter),
        filter.status ? eq(dialogues.status, filter.status) : undefined,
        filter.review ? eq(dialogues.review, filter.review) : undefined,
        begin,
      ),
      limit,
    ),
  )
}

export async function loadDialogue(db: Database, id: string): Promise<DialogueView | null> {
  return (await selectDialogues(db, eq(dialogues.id, id), 1))[0] ?? null
}

async function selectDialogues(db: Database, where: SQL | undefined, limit: number): Promise<DialogueView[]> {
  const rows = await db
    .select({
      dialogue: dialogues,
      videoName: videos.displayName,
      posterSha256: videos.posterSha256,
      teacher: models.name,
      isRehearsal: generations.isRehearsal,
    })
    .from(dialogues)
    .innerJoin(videos, eq(videos.id, dialogues.videoId))
    .innerJoin(generations, eq(generations.id, dialogues.generationId))
    .leftJoin(models, eq(models.id, generations.teacherModelId))
    .where(where)
    .orderBy(desc(dialogues.id))
    .limit(limit)
  return rows.map(({ dialogue, ...row }) => ({
    id: dialogue.id,
    videoId: dialogue.videoId,
    videoName: row.videoName,
    posterUrl: imageUrl(row.posterSha256),
    question: dialogue.question,
    answer: dialogue.answer,
    rawQuestion: dialogue.rawQuestion,
    rawAnswer: dialogue.rawAnswer,
    status: dialogue.status,
    step: dialogue.step,
    reason: dialogue.reason,
    score: dialogue.score,
    language: dialogue.language,
    flags: dialogue.flags,
    support: dialogue.support,
    review: dialogue.review,
    version: dialogue.version,
    teacher: row.teacher ?? 'a model that was removed',
    isRehearsal: row.isRehearsal,
    createdAt: dialogue.createdAt.toISOString(),
  }))
}

function ofPlace(filter: Pick<DialogueFilter, 'videoId' | 'projectId'>): SQL | undefined {
  return and(
    filter.videoId ? eq(dialogues.videoId, filter.videoId) : undefined,
    filter.projectId ? eq(videos.projectId, filter.projectId) : undefined,
  )
}

/** In the order in which a dialogue passes them. */
const steps = ['parse', 'refusal', 'selection', 'clean'] as const
const labels = ['parsed', 'notRefused', 'selected', 'cleaned'] as const

export async function loadFunnel(
  db: Database,
  place: Pick<DialogueFilter, 'videoId' | 'projectId'>,
): Promise<DialogueFunnel> {
  const count = sql<number>`count(*)`.mapWith(Number)
  // The selector's own words come after the code, and differ every time.
  const reason = sql<string | null>`split_part(${dialogues.reason}, ': ', 1)`.as('reason_code')
  const where = ofPlace(place)
  const [dropped, [total], made] = await Promise.all([
    db
      .select({ step: dialogues.step, reason, status: dialogues.status, count })
      .from(dialogues)
      .innerJoin(videos, eq(videos.id, dialogues.videoId))
      .where(where)
      .groupBy(dialogues.step, reason, dialogues.status),
    db.select({ count }).from(dialogues).innerJoin(videos, eq(videos.id, dialogues.videoId)).where(where),
    db
      .select({ status: generations.status, count })
      .from(generations)
      .innerJoin(videos, eq(videos.id, generations.videoId))
      .where(
        and(
          place.videoId ? eq(generations.videoId, place.videoId) : undefined,
          place.projectId ? eq(videos.projectId, place.projectId) : undefined,
        ),
      )
      .groupBy(generations.status),
  ])
  const lostAt = (step: (typeof steps)[number]) =>
    dropped.filter((row) => row.status !== 'kept' && row.step === step).reduce((sum, row) => sum + row.count, 0)
  let left = total?.count ?? 0
  return {
    steps: [
      { step: 'generated', count: left },
      ...steps.map((step, index) => ({ step: labels[index]!, count: (left -= lostAt(step)) })),
    ],
    reasons: dropped.flatMap((row) =>
      row.status === 'kept' ? [] : [{ step: row.step, reason: row.reason ?? 'no reason given', count: row.count }],
    ),
    generations: made,
  }
}
