/** Opens a conversation with the character of a video. */
import { eq } from 'drizzle-orm'
import { conversations, videos } from '../db/schema.js'
import { ApiError } from '../errors.js'
import type { Services } from '../services.js'
import { defaultProfileSettings, type ProfileSettings } from './profile-settings.js'

export interface ConversationStart {
  videoId: string
  /** The responder of the settings where absent. */
  responderModelId?: string
  settings?: ProfileSettings
}

export async function startConversation(services: Services, input: ConversationStart): Promise<string> {
  const [video] = await services.db.select().from(videos).where(eq(videos.id, input.videoId))
  if (!video) throw new ApiError('not-found', 'This video does not exist (any more).')
  const responder = input.responderModelId
    ? await services.models.get(input.responderModelId)
    : (await services.models.forRole('responder'))[0]
  const [row] = await services.db
    .insert(conversations)
    .values({
      projectId: video.projectId,
      videoId: video.id,
      responderModelId: responder.id,
      title: video.displayName,
      settings: { ...(input.settings ?? defaultProfileSettings) },
    })
    .returning({ id: conversations.id })
  return row!.id
}
