/** One question of a foreign client to a character: the same profile, the same call and the same ledger as our chat. */
import { randomInt, randomUUID } from 'node:crypto'
import { respond, type ResponseChunk } from '@video2roleplay/inference'
import { eq } from 'drizzle-orm'
import { characters, models } from '../db/schema.js'
import { ApiError } from '../errors.js'
import type { ModelRow } from '../models/registry.js'
import type { Services } from '../services.js'
import { prepareProfile, responseOptionsOf } from '../workflows/prepare-profile.js'
import { loadCharacterMaterial } from '../workflows/character-material.js'
import { ProfileSettings } from '../workflows/profile-settings.js'
import { loadRoleMaterial, type RoleMaterial } from '../workflows/role-material.js'
import { readCharacterName, type CharacterName } from './character-name.js'
import type { CompletionRequest } from './completion-request.js'
import { toTurns } from './to-turns.js'
import type { CompletionHead } from './wire-completion.js'

export interface CharacterAnswer {
  head: CompletionHead
  /** What the video lacks, as sentences. */
  missing: string[]
  pieces: AsyncGenerator<ResponseChunk, void, undefined>
}

/** @throws ApiError before the model is asked */
export async function answerAsCharacter(
  services: Services,
  request: CompletionRequest,
  signal: AbortSignal,
): Promise<CharacterAnswer> {
  const name = readCharacterName(request.model)
  const turns = toTurns(request.messages)
  const { material, own, responderId } = await whoIs(services, name)
  const row = await responderOf(services, name.responder, responderId)
  const settings = {
    ...ProfileSettings.parse({ ...own, ...name.settings }),
    temperature: request.temperature ?? undefined,
    maxTokens: request.max_completion_tokens ?? request.max_tokens ?? undefined,
  }
  const { profile, missing } = prepareProfile(material, settings, row)
  const { layout, parameters } = responseOptionsOf(row, settings)
  const stop = typeof request.stop === 'string' ? [request.stop] : request.stop
  const pieces = respond({ profile, ...turns }, services.models.open(row, { projectId: material.video.projectId }), {
    layout,
    parameters: {
      ...parameters,
      ...(typeof request.top_p === 'number' && { topP: request.top_p }),
      ...(typeof request.seed === 'number' && { seed: request.seed }),
      ...(stop && stop.length > 0 && { stop }),
    },
    signal,
    // With a seed the same question is the same call, and its stored answer is given again; without one each is new.
    round: typeof request.seed === 'number' ? 1 : randomInt(2, 2 ** 31),
  })
  return {
    head: { id: `chatcmpl-${randomUUID()}`, created: Math.floor(Date.now() / 1000), model: request.model },
    missing,
    pieces,
  }
}

/** A character by its own id, or the person of a video by the video's. */
async function whoIs(
  services: Services,
  { id }: CharacterName,
): Promise<{ material: RoleMaterial; own: Record<string, unknown>; responderId: string | null }> {
  const [made] = await services.db.select({ id: characters.id }).from(characters).where(eq(characters.id, id))
  if (made === undefined) return { material: await loadRoleMaterial(services, id), own: {}, responderId: null }
  const { character, material } = await loadCharacterMaterial(services, id)
  return { material, own: character.settings, responderId: character.responderModelId }
}

async function responderOf(services: Services, name: string | undefined, id: string | null): Promise<ModelRow> {
  if (name === undefined)
    return id === null ? (await services.models.forRole('responder'))[0] : await services.models.get(id)
  const [row] = await services.db.select().from(models).where(eq(models.name, name)).limit(1)
  if (row === undefined) throw new ApiError('not-found', `There is no responder called "${name}".`)
  return row
}
