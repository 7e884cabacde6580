/** Conversations with characters, and with the person of a video. */
import * as z from 'zod'
import { listConversations, loadMessages } from '../../queries/conversations.js'
import { PageInput } from '../../queries/pages.js'
import { loadVideoCard } from '../../queries/videos.js'
import type { ChatContext, ChatDetail, ConversationView } from '../../views/chat.js'
import type { Page } from '../../views/page.js'
import { loadChatContext } from '../../workflows/chat-context.js'
import { ProfileSettings } from '../../workflows/profile-settings.js'
import { startConversation } from '../../workflows/start-conversation.js'
import { sendMessage } from '../../workflows/send-message.js'
import { found } from '../found.js'
import { editorProcedure, router, viewerProcedure } from '../procedures.js'

const About = z.object({
  /** One of the two. */
  videoId: z.uuid().optional(),
  characterId: z.uuid().optional(),
  responderModelId: z.uuid().optional(),
  settings: ProfileSettings.optional(),
})

export const chatRouter = router({
  start: editorProcedure.input(About).mutation(async ({ ctx, input }): Promise<ConversationView> => {
    const id = await startConversation(ctx.services, input)
    return found((await listConversations(ctx.services.db, { id }, { limit: 1 })).items[0], 'This conversation')
  }),

  list: viewerProcedure
    .input(
      PageInput.extend({
        projectId: z.uuid().optional(),
        videoId: z.uuid().optional(),
        characterId: z.uuid().optional(),
      }),
    )
    .query(({ ctx, input }): Promise<Page<ConversationView>> => listConversations(ctx.services.db, input, input)),

  get: viewerProcedure.input(z.object({ id: z.uuid() })).query(async ({ ctx, input }): Promise<ChatDetail> => {
    const { services } = ctx
    const page = await listConversations(services.db, { id: input.id }, { limit: 1 })
    const conversation = found(page.items[0], 'This conversation')
    const [video, messages, context] = await Promise.all([
      loadVideoCard(services.db, conversation.videoId),
      loadMessages(services.db, { conversationId: conversation.id }),
      loadChatContext(services, {
        videoId: conversation.videoId,
        characterId: conversation.character?.id,
        responderModelId: conversation.responder.id,
        settings: ProfileSettings.parse(conversation.settings),
      }),
    ])
    return { conversation, video: found(video, 'This video'), messages, context }
  }),

  /** What the model would see. Nothing is asked, nothing is paid. */
  context: viewerProcedure
    .input(About)
    .query(({ ctx, input }): Promise<ChatContext> => loadChatContext(ctx.services, input)),

  /** Pieces of the answer as they arrive. What arrived before a failure is kept, and marked. */
  send: editorProcedure
    .input(
      z.object({
        conversationId: z.uuid(),
        text: z.string().trim().min(1).max(20_000),
        /** The message this one answers; the newest where absent, none for null: a new beginning. */
        parentId: z.uuid().nullish(),
      }),
    )
    .mutation(({ ctx, input, signal }) => sendMessage(ctx.services, input, signal)),
})
