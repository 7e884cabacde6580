/** Characters are made of videos, and changed. */
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Transaction } from '../db/database.js'
import { characters, characterVideos, dialogues, videos } from '../db/schema.js'
import { ApiError } from '../errors.js'
import type { Services } from '../services.js'
import { ProfileSettings } from './profile-settings.js'

const Words = z.string().max(100_000)

export const NewCharacter = z.object({
  name: z.string().trim().min(1).max(200),
  videoIds: z.array(z.uuid()).min(1).max(20),
  persona: Words.optional(),
  greeting: Words.optional(),
  responderModelId: z.uuid().nullish(),
  settings: ProfileSettings.partial().optional(),
  /** So many kept dialogues of its videos become its examples, reviewed ones first. */
  examplesFromDialogues: z.int().min(0).max(20).default(3),
})
export type NewCharacter = z.output<typeof NewCharacter>

export async function createCharacter({ db }: Services, input: NewCharacter): Promise<string> {
  const { videoIds, examplesFromDialogues, ...own } = input
  return db.transaction(async (tx) => {
    const projectId = await projectOf(tx, videoIds)
    const examples = await examplesOf(tx, videoIds, examplesFromDialogues)
    const [row] = await tx
      .insert(characters)
      .values({ ...own, projectId, examples })
      .returning({ id: characters.id })
    await setVideos(tx, row!.id, videoIds)
    return row!.id
  })
}

export const CharacterChange = NewCharacter.omit({ examplesFromDialogues: true })
  .partial()
  .extend({
    id: z.uuid(),
    examples: z
      .array(z.object({ question: Words, answer: Words }))
      .max(100)
      .optional(),
  })

export async function changeCharacter({ db }: Services, input: z.output<typeof CharacterChange>): Promise<void> {
  const { id, videoIds, ...own } = input
  await db.transaction(async (tx) => {
    const [row] = await tx
      .update(characters)
      .set({ ...own, updatedAt: sql`now()` })
      .where(eq(characters.id, id))
      .returning({ id: characters.id })
    if (!row) throw new ApiError('not-found', 'This character does not exist (any more).')
    if (videoIds !== undefined) {
      await projectOf(tx, videoIds)
      await tx.delete(characterVideos).where(eq(characterVideos.characterId, id))
      await setVideos(tx, id, videoIds)
    }
  })
}

/** @throws ApiError `not-found`, or `invalid-input` where the videos lie in several projects */
export async function projectOf(tx: Transaction, videoIds: string[]): Promise<string> {
  const rows = await tx.select({ projectId: videos.projectId }).from(videos).where(inArray(videos.id, videoIds))
  const projects = new Set(rows.map(({ projectId }) => projectId))
  const [projectId] = projects
  if (rows.length < new Set(videoIds).size || projectId === undefined)
    throw new ApiError('not-found', 'One of these videos does not exist (any more).')
  if (projects.size > 1) throw new ApiError('invalid-input', 'The videos of a character must lie in one project.')
  return projectId
}

export async function setVideos(tx: Transaction, characterId: string, videoIds: string[]): Promise<void> {
  const unique = [...new Set(videoIds)]
  if (unique.length > 0)
    await tx.insert(characterVideos).values(unique.map((videoId, position) => ({ characterId, videoId, position })))
}

function examplesOf(tx: Transaction, videoIds: string[], most: number) {
  return tx
    .select({ question: dialogues.question, answer: dialogues.answer })
    .from(dialogues)
    .where(
      and(
        inArray(dialogues.videoId, videoIds),
        eq(dialogues.status, 'kept'),
        inArray(dialogues.review, ['unreviewed', 'accepted', 'edited']),
      ),
    )
    .orderBy(sql`${dialogues.review} = 'unreviewed'`, asc(dialogues.id))
    .limit(most)
}
