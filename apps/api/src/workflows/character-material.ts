/**
 * What a character is made of: its videos as if they were played one after another, their summaries, what somebody
 * wrote about it, and its examples. One video is the common case; several are one person seen on several days.
 */
import { maxFrames, thinEvenly } from '@video2roleplay/inference'
import { asc, eq } from 'drizzle-orm'
import { characters, characterVideos } from '../db/schema.js'
import { ApiError } from '../errors.js'
import type { Services } from '../services.js'
import { loadRoleMaterial, type RoleMaterial } from './role-material.js'

export type CharacterRow = typeof characters.$inferSelect

/** @throws ApiError `not-found`, or `invalid-input` where it has no video */
export async function loadCharacterMaterial(
  services: Services,
  characterId: string,
): Promise<{ character: CharacterRow; material: RoleMaterial }> {
  const { db } = services
  const [[character], parts] = await Promise.all([
    db.select().from(characters).where(eq(characters.id, characterId)),
    db
      .select({ videoId: characterVideos.videoId })
      .from(characterVideos)
      .where(eq(characterVideos.characterId, characterId))
      .orderBy(asc(characterVideos.position)),
  ])
  if (!character) throw new ApiError('not-found', 'This character does not exist (any more).')
  const materials = await Promise.all(parts.map(({ videoId }) => loadRoleMaterial(services, videoId)))
  const [first] = materials
  if (first === undefined)
    throw new ApiError('invalid-input', `${character.name} is made of no video that is here.`, {
      advice: 'Give the character a video: import the one that its card names, or choose another.',
    })
  return { character, material: join(character, first, materials) }
}

function join({ name, persona, examples }: CharacterRow, first: RoleMaterial, materials: RoleMaterial[]): RoleMaterial {
  const starts = startsOf(materials)
  const frames = materials.flatMap((material, index) =>
    material.frames.map((frame) => ({ ...frame, timestampSeconds: frame.timestampSeconds + starts[index]! })),
  )
  const summaries = materials.flatMap(({ summary }) => (summary?.trim() ? [summary.trim()] : []))
  const words = [
    ...(persona?.trim() ? [`About ${name}: ${persona.trim()}`] : []),
    ...(summaries.length > 1 ? summaries.map((text, index) => `Video ${index + 1}: ${text}`) : summaries),
  ]
  return {
    ...first,
    // As many frames as one video may have (§4.1), spread over all of them.
    frames: thinEvenly(frames.length, maxFrames).map((index) => frames[index]!),
    summary: words.length === 0 ? null : words.join('\n\n'),
    descriptions: materials.flatMap((material, index) =>
      material.descriptions.map((one) => ({ ...one, timestampSeconds: one.timestampSeconds + starts[index]! })),
    ),
    isCaptionRehearsal: materials.some((material) => material.isCaptionRehearsal),
    examples,
  }
}

/** When each video begins, were they played one after another. */
function startsOf(materials: RoleMaterial[]): number[] {
  let start = 0
  return materials.map(({ video }) => {
    const begins = start
    start += video.durationSeconds ?? 0
    return begins
  })
}
