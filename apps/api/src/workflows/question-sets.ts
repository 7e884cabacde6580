/** Question sets: written down, taken from dialogues, versioned, frozen (R09). */
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Transaction } from '../db/database.js'
import { dialogues, questions, questionSets, videos } from '../db/schema.js'
import type { Services } from '../services.js'
import { ApiError } from '../errors.js'
import { defaultProjectId } from './projects.js'

export const NewQuestion = z.object({
  text: z.string().trim().min(1).max(4_000),
  videoId: z.uuid().optional(),
  reference: z.string().max(20_000).optional(),
  topic: z.string().max(200).optional(),
  language: z.string().max(20).optional(),
})
export type NewQuestion = z.output<typeof NewQuestion>

/** A name that exists already gets its next version. */
export async function createQuestionSet(
  services: Services,
  input: { name: string; projectId?: string; items: NewQuestion[] },
): Promise<{ id: string; version: number }> {
  return services.db.transaction(async (tx) => {
    const projectId = input.projectId ?? (await projectOf(tx, input.items))
    const [newest] = await tx
      .select({ version: questionSets.version })
      .from(questionSets)
      .where(and(eq(questionSets.projectId, projectId), eq(questionSets.name, input.name)))
      .orderBy(desc(questionSets.version))
      .limit(1)
    const version = (newest?.version ?? 0) + 1
    const [set] = await tx
      .insert(questionSets)
      .values({ projectId, name: input.name, version })
      .returning({ id: questionSets.id })
    await insertQuestions(tx, set!.id, input.items)
    return { id: set!.id, version }
  })
}

const questionsPerInsert = 500

async function insertQuestions(tx: Transaction, questionSetId: string, items: NewQuestion[]): Promise<void> {
  for (let start = 0; start < items.length; start += questionsPerInsert)
    await tx
      .insert(questions)
      .values(
        items
          .slice(start, start + questionsPerInsert)
          .map((item, offset) => ({ ...item, questionSetId, index: start + offset })),
      )
}

/** The project of the videos asked about; questions about no video go to the default project. */
async function projectOf(tx: Transaction, items: NewQuestion[]): Promise<string> {
  const videoId = items.find((item) => item.videoId !== undefined)?.videoId
  if (videoId === undefined) return defaultProjectId(tx)
  const [video] = await tx.select({ projectId: videos.projectId }).from(videos).where(eq(videos.id, videoId))
  if (!video) throw new ApiError('not-found', 'A question names a video that does not exist.')
  return video.projectId
}

/** The first kept dialogues of each video become questions; their answers are kept as references. */
export async function questionSetFromDialogues(
  services: Services,
  input: { name: string; videoIds?: string[]; projectId?: string; perVideo: number },
): Promise<{ id: string; version: number; questions: number }> {
  const place = sql<number>`row_number() over (partition by ${dialogues.videoId} order by ${dialogues.id})`.as('place')
  const ranked = services.db
    .select({
      videoId: dialogues.videoId,
      text: dialogues.question,
      reference: dialogues.answer,
      language: dialogues.language,
      id: dialogues.id,
      place,
    })
    .from(dialogues)
    .innerJoin(videos, eq(videos.id, dialogues.videoId))
    .where(
      and(
        eq(dialogues.status, 'kept'),
        inArray(dialogues.review, ['unreviewed', 'accepted', 'edited']),
        input.videoIds ? inArray(dialogues.videoId, input.videoIds) : undefined,
        input.projectId ? eq(videos.projectId, input.projectId) : undefined,
      ),
    )
    .as('ranked')
  const rows = await services.db
    .select()
    .from(ranked)
    .where(sql`${ranked.place} <= ${input.perVideo}`)
    .orderBy(asc(ranked.videoId), asc(ranked.id))
  if (rows.length === 0)
    throw new ApiError('invalid-input', 'No kept dialogue was found to take questions from.', {
      advice: 'Run the dialogues stage first, or write the questions yourself.',
    })
  const items = rows.map(({ text, videoId, reference, language }) => ({
    text,
    videoId,
    reference,
    language: language ?? undefined,
  }))
  const set = await createQuestionSet(services, { name: input.name, projectId: input.projectId, items })
  return { ...set, questions: items.length }
}
