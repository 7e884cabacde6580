/** Question sets and their questions (R09). */
import { and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { questions, questionSets, videos } from '../db/schema.js'
import type { QuestionSetView, QuestionView } from '../views/evals.js'
import type { Page } from '../views/page.js'
import { imageUrl } from './images.js'
import { toPage } from './pages.js'

export async function listQuestionSets(
  db: Database,
  filter: { projectId?: string; id?: string },
  page: { cursor?: string | null; limit: number },
): Promise<Page<QuestionSetView>> {
  const counts = db
    .select({
      questions: sql<number>`count(*)`.mapWith(Number).as('questions'),
      videos: sql<number>`count(distinct ${questions.videoId})`.mapWith(Number).as('videos'),
    })
    .from(questions)
    .where(eq(questions.questionSetId, questionSets.id))
    .as('counts')
  const rows = await db
    .select({ set: questionSets, questions: counts.questions, videos: counts.videos })
    .from(questionSets)
    .leftJoinLateral(counts, sql`true`)
    .where(
      and(
        filter.projectId ? eq(questionSets.projectId, filter.projectId) : undefined,
        filter.id ? eq(questionSets.id, filter.id) : undefined,
        page.cursor ? lt(questionSets.id, page.cursor) : undefined,
      ),
    )
    .orderBy(desc(questionSets.id))
    .limit(page.limit + 1)
  return toPage(
    rows,
    page.limit,
    ({ set, ...row }) => ({
      ...set,
      questions: row.questions ?? 0,
      videos: row.videos ?? 0,
      createdAt: set.createdAt.toISOString(),
    }),
    ({ set }) => set.id,
  )
}

/** In the order of the set; the cursor is the index of the last question. */
export async function listQuestions(
  db: Database,
  questionSetId: string,
  page: { cursor?: string | null; limit: number },
): Promise<Page<QuestionView>> {
  const rows = await db
    .select(questionColumns)
    .from(questions)
    .leftJoin(videos, eq(videos.id, questions.videoId))
    .where(
      and(
        eq(questions.questionSetId, questionSetId),
        page.cursor ? gt(questions.index, Number(page.cursor)) : undefined,
      ),
    )
    .orderBy(asc(questions.index))
    .limit(page.limit + 1)
  return toPage(rows, page.limit, toQuestionView, ({ question }) => String(question.index))
}

export async function loadQuestion(db: Database, id: string): Promise<QuestionView | null> {
  const [row] = await db
    .select(questionColumns)
    .from(questions)
    .leftJoin(videos, eq(videos.id, questions.videoId))
    .where(eq(questions.id, id))
  return row ? toQuestionView(row) : null
}

const questionColumns = { question: questions, videoName: videos.displayName, posterSha256: videos.posterSha256 }

function toQuestionView(row: {
  question: typeof questions.$inferSelect
  videoName: string | null
  posterSha256: string | null
}): QuestionView {
  const { id, index, videoId, text, reference, topic, language } = row.question
  return {
    id,
    index,
    videoId,
    videoName: row.videoName,
    posterUrl: imageUrl(row.posterSha256),
    text,
    reference,
    topic,
    language,
  }
}
