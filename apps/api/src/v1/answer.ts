/** One question of a foreign client to a character: the same profile, the same call and the same ledger as our chat. */
import { randomInt, randomUUID } from 'node:crypto'
import { respond, type ResponseChunk } from '@video2roleplay/inference'
import { eq } from 'drizzle-orm'
import { models } from '../db/schema.js'
import { ApiError } from '../errors.js'
import type { ModelRow } from '../models/registry.js'
import type { Services } from '../services.js'
import { prepareProfile, responseOptionsOf } from '../workflows/prepare-profile.js'
import { loadRoleMaterial } from '../workflows/role-material.js'
import { readCharacterName } from './character-name.js'
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
  const material = await loadRoleMaterial(services, name.videoId)
  const row = await responderOf(services, name.responder)
  const settings = {
    ...name.settings,
    temperature: request.temperature ?? undefined,
    maxTokens: request.max_completion_tokens ?? request.max_tokens ?? undefined,
  }
  const { profile, missing } = prepareProfile(material, settings)
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

async function responderOf(services: Services, name: string | undefined): Promise<ModelRow> {
  if (name === undefined) return (await services.models.forRole('responder'))[0]
  const [row] = await services.db.select().from(models).where(eq(models.name, name)).limit(1)
  if (row === undefined) throw new ApiError('not-found', `There is no responder called "${name}".`)
  return row
}
