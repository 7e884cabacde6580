/** Opens a conversation with a character, or with the person of a video. */
import { chatMessages, conversations } from '../db/schema.js'
import { ApiError } from '../errors.js'
import type { Services } from '../services.js'
import type { ModelRow } from '../models/registry.js'
import { loadCharacterMaterial, type CharacterRow } from './character-material.js'
import { ProfileSettings } from './profile-settings.js'
import { loadRoleMaterial, type RoleMaterial } from './role-material.js'

export interface ConversationStart {
  /** Of a character its first video, where absent. */
  videoId?: string
  characterId?: string
  /** The character's own, else the responder of the settings, where absent. */
  responderModelId?: string
  settings?: ProfileSettings
}

/** Who answers, and what it is made of. */
export interface Cast {
  material: RoleMaterial
  character: CharacterRow | null
  responder: ModelRow
  settings: ProfileSettings
}

/** @throws ApiError where the video or the character does not exist, or has nothing to be made of */
export async function castFor(services: Services, input: ConversationStart): Promise<Cast> {
  if (input.characterId === undefined && input.videoId === undefined)
    throw new ApiError('invalid-input', 'Say with whom: a character, or a video.')
  const { material, character } =
    input.characterId === undefined
      ? { material: await loadRoleMaterial(services, input.videoId!), character: null }
      : await loadCharacterMaterial(services, input.characterId)
  const responderId = input.responderModelId ?? character?.responderModelId ?? undefined
  const responder =
    responderId === undefined ? (await services.models.forRole('responder'))[0] : await services.models.get(responderId)
  const settings = input.settings ?? ProfileSettings.parse(character?.settings ?? {})
  return { material, character, responder, settings }
}

export async function startConversation(services: Services, input: ConversationStart): Promise<string> {
  const { material, character, responder, settings } = await castFor(services, input)
  const { video } = material
  return services.db.transaction(async (tx) => {
    const [row] = await tx
      .insert(conversations)
      .values({
        projectId: video.projectId,
        videoId: video.id,
        characterId: character?.id,
        responderModelId: responder.id,
        title: character?.name ?? video.displayName,
        settings: { ...settings },
      })
      .returning({ id: conversations.id })
    const conversationId = row!.id
    // What a card lets its character say first; nobody was asked for it.
    if (character?.greeting?.trim())
      await tx
        .insert(chatMessages)
        .values({ conversationId, role: 'assistant', text: character.greeting.trim(), status: 'complete' })
    return conversationId
  })
}
