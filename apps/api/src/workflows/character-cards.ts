/** Characters as cards: taken in with what we do not use, and given out with their videos named by content. */
import {
  blankCard,
  fillIn,
  isPng,
  readCard,
  readCardPng,
  readExamples,
  writeCard,
  writeCardPng,
  writeExamples,
  type CardData,
  type CardVideos,
} from '@video2roleplay/inference'
import { asc, desc, eq, inArray } from 'drizzle-orm'
import sharp from 'sharp'
import { characters, characterVideos, videos } from '../db/schema.js'
import { ApiError } from '../errors.js'
import type { Services } from '../services.js'
import type { CharacterRow } from './character-material.js'
import { projectOf, setVideos } from './characters.js'
import { ProfileSettings } from './profile-settings.js'
import { defaultProjectId } from './projects.js'

/** A card as JSON or inside a PNG. Its videos are found here by their content; those that are not are named. */
export async function importCard(
  { db }: Services,
  bytes: Uint8Array,
  input: { projectId?: string; videoIds?: string[] } = {},
): Promise<{ id: string; missing: string[] }> {
  const { data, videos: known } = readCard(isPng(bytes) ? readCardPng(bytes) : Buffer.from(bytes).toString('utf8'))
  const wanted = known?.videos ?? []
  return db.transaction(async (tx) => {
    const found =
      wanted.length === 0
        ? []
        : await tx
            .select({ id: videos.id, sha256: videos.fileSha256, projectId: videos.projectId })
            .from(videos)
            .where(
              inArray(
                videos.fileSha256,
                wanted.map(({ sha256 }) => sha256),
              ),
            )
            .orderBy(desc(videos.id))
    const here = wanted.flatMap(({ sha256 }) => found.find((video) => video.sha256 === sha256) ?? [])
    const videoIds =
      input.videoIds ?? here.filter(({ projectId }) => projectId === here[0]?.projectId).map(({ id }) => id)
    const projectId =
      videoIds.length > 0 ? await projectOf(tx, videoIds) : (input.projectId ?? (await defaultProjectId(tx)))
    const settings = ProfileSettings.partial().safeParse(known?.settings ?? {})
    const [row] = await tx
      .insert(characters)
      .values({
        projectId,
        name: data.name.slice(0, 200),
        persona: personaOf(data),
        greeting: data.first_mes === '' ? null : named(data.first_mes, data.name),
        examples: readExamples(data.mes_example, data.name).map(({ question, answer }) => ({
          question: named(question, data.name),
          answer: named(answer, data.name),
        })),
        settings: settings.success ? settings.data : {},
        card: data,
      })
      .returning({ id: characters.id })
    await setVideos(tx, row!.id, videoIds)
    const missing = wanted
      .filter(({ sha256 }) => !here.some((video) => video.sha256 === sha256))
      .map(({ name }) => name)
    return { id: row!.id, missing }
  })
}

const named = (text: string, character: string): string => fillIn(text, { character, user: 'the viewer' })

function personaOf(data: CardData): string | null {
  const parts = [data.description, data.personality, data.scenario]
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return parts.length === 0 ? null : named(parts.join('\n'), data.name)
}

/** What it was imported with, and over it what it is now. */
export async function exportCard(
  services: Services,
  characterId: string,
  format: 'v2' | 'v3' | 'png',
): Promise<{ name: string; bytes: Buffer; mediaType: string }> {
  const { db, storage } = services
  const [character] = await db.select().from(characters).where(eq(characters.id, characterId))
  if (!character) throw new ApiError('not-found', 'This character does not exist (any more).')
  const parts = await db
    .select({
      sha256: videos.fileSha256,
      name: videos.displayName,
      durationSeconds: videos.durationSeconds,
      poster: videos.posterSha256,
    })
    .from(characterVideos)
    .innerJoin(videos, eq(videos.id, characterVideos.videoId))
    .where(eq(characterVideos.characterId, characterId))
    .orderBy(asc(characterVideos.position))
  const made: CardVideos = {
    videos: parts.flatMap(({ sha256, name, durationSeconds }) =>
      sha256 === null ? [] : [{ sha256, name, durationSeconds }],
    ),
    settings: character.settings,
  }
  const card = { data: dataOf(character), videos: made }
  const name = character.name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '') || 'character'
  if (format !== 'png') {
    const json = writeCard(card, format === 'v2' ? 2 : 3)
    return { name: `${name}.json`, bytes: Buffer.from(json), mediaType: 'application/json' }
  }
  const poster = parts.find((part) => part.poster !== null)?.poster
  const picture =
    poster === undefined || poster === null
      ? sharp({ create: { width: 400, height: 600, channels: 3, background: '#8a2a6b' } })
      : sharp(await storage.read(poster)).resize({ width: 512, height: 512, fit: 'inside' })
  const bytes = writeCardPng(await picture.png().toBuffer(), { chara: writeCard(card, 2), ccv3: writeCard(card, 3) })
  return { name: `${name}.png`, bytes, mediaType: 'image/png' }
}

function dataOf({ card, name, persona, greeting, examples }: CharacterRow): CardData {
  const before = card as CardData | null
  const base = before ?? blankCard(name)
  const isPersonaKept = before !== null && personaOf(before) === persona
  return {
    ...base,
    name,
    ...(isPersonaKept ? {} : { description: persona ?? '', personality: '', scenario: '' }),
    ...(before !== null && named(before.first_mes, before.name) === (greeting ?? '')
      ? {}
      : { first_mes: greeting ?? '' }),
    mes_example: writeExamples(examples),
  }
}
