/** Characters as lists and pages show them. */
import { describeStyle } from '@video2roleplay/eval'
import { and, asc, desc, eq, inArray, lt } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { characters, characterVideos, dialogues, models, videos } from '../db/schema.js'
import type { CharacterDetail, CharacterView } from '../views/characters.js'
import type { Page } from '../views/page.js'
import { imageUrl } from './images.js'
import { toPage } from './pages.js'

export async function listCharacters(
  db: Database,
  filter: { projectId?: string; id?: string },
  page: { cursor?: string | null; limit: number },
): Promise<Page<CharacterView>> {
  const rows = await db
    .select({ character: characters, responder: { id: models.id, name: models.name, provider: models.provider } })
    .from(characters)
    .leftJoin(models, eq(models.id, characters.responderModelId))
    .where(
      and(
        filter.projectId ? eq(characters.projectId, filter.projectId) : undefined,
        filter.id ? eq(characters.id, filter.id) : undefined,
        page.cursor ? lt(characters.id, page.cursor) : undefined,
      ),
    )
    .orderBy(desc(characters.id))
    .limit(page.limit + 1)
  const ids = rows.map(({ character }) => character.id)
  const parts =
    ids.length === 0
      ? []
      : await db
          .select({
            characterId: characterVideos.characterId,
            id: videos.id,
            name: videos.displayName,
            posterSha256: videos.posterSha256,
            durationSeconds: videos.durationSeconds,
          })
          .from(characterVideos)
          .innerJoin(videos, eq(videos.id, characterVideos.videoId))
          .where(inArray(characterVideos.characterId, ids))
          .orderBy(asc(characterVideos.position))
  const byCharacter = Map.groupBy(parts, ({ characterId }) => characterId)
  return toPage(
    rows,
    page.limit,
    ({ character, responder }) => ({
      id: character.id,
      projectId: character.projectId,
      name: character.name,
      persona: character.persona,
      greeting: character.greeting,
      examples: character.examples,
      settings: character.settings,
      responder: responder && {
        id: responder.id,
        name: responder.name,
        isRehearsal: responder.provider === 'rehearsal',
      },
      videos: (byCharacter.get(character.id) ?? []).map(({ id, name, posterSha256, durationSeconds }) => ({
        id,
        name,
        posterUrl: imageUrl(posterSha256),
        durationSeconds,
      })),
      model: `character:${character.id}`,
      createdAt: character.createdAt.toISOString(),
    }),
    ({ character }) => character.id,
  )
}

/** Enough to tell a manner by. */
const answersRead = 2_000

export async function loadCharacter(db: Database, id: string): Promise<CharacterDetail | null> {
  const [character] = (await listCharacters(db, { id }, { limit: 1 })).items
  if (character === undefined) return null
  const videoIds = character.videos.map((video) => video.id)
  const answers =
    videoIds.length === 0
      ? []
      : await db
          .select({ answer: dialogues.answer })
          .from(dialogues)
          .where(and(inArray(dialogues.videoId, videoIds), eq(dialogues.status, 'kept')))
          .orderBy(asc(dialogues.id))
          .limit(answersRead)
  return { ...character, style: describeStyle(answers.map(({ answer }) => answer)) ?? null }
}
