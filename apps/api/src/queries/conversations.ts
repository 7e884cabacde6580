/** Conversations with a video's character, and their messages. */
import { and, asc, desc, eq, lt, sql } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { characters, chatMessages, conversations, modelCalls, models, videos } from '../db/schema.js'
import type { ChatMessageView, ConversationView } from '../views/chat.js'
import type { Page } from '../views/page.js'
import { failureOfRow } from './failure-of-row.js'
import { imageUrl } from './images.js'
import { toPage } from './pages.js'

export async function listConversations(
  db: Database,
  filter: { projectId?: string; videoId?: string; characterId?: string; id?: string },
  page: { cursor?: string | null; limit: number },
): Promise<Page<ConversationView>> {
  const counts = db
    .select({ messages: sql<number>`count(*)`.mapWith(Number).as('messages') })
    .from(chatMessages)
    .where(eq(chatMessages.conversationId, conversations.id))
    .as('counts')
  const rows = await db
    .select({
      conversation: conversations,
      videoName: videos.displayName,
      posterSha256: videos.posterSha256,
      character: { id: characters.id, name: characters.name },
      responder: { id: models.id, name: models.name, provider: models.provider },
      messages: counts.messages,
    })
    .from(conversations)
    .innerJoin(videos, eq(videos.id, conversations.videoId))
    .innerJoin(models, eq(models.id, conversations.responderModelId))
    .leftJoin(characters, eq(characters.id, conversations.characterId))
    .leftJoinLateral(counts, sql`true`)
    .where(
      and(
        filter.projectId ? eq(conversations.projectId, filter.projectId) : undefined,
        filter.videoId ? eq(conversations.videoId, filter.videoId) : undefined,
        filter.characterId ? eq(conversations.characterId, filter.characterId) : undefined,
        filter.id ? eq(conversations.id, filter.id) : undefined,
        page.cursor ? lt(conversations.id, page.cursor) : undefined,
      ),
    )
    .orderBy(desc(conversations.id))
    .limit(page.limit + 1)
  return toPage(
    rows,
    page.limit,
    ({ conversation, responder, ...row }) => ({
      id: conversation.id,
      projectId: conversation.projectId,
      videoId: conversation.videoId,
      videoName: row.videoName,
      posterUrl: imageUrl(row.posterSha256),
      character: row.character,
      title: conversation.title,
      responder: { id: responder.id, name: responder.name, isRehearsal: responder.provider === 'rehearsal' },
      settings: conversation.settings,
      messages: row.messages ?? 0,
      createdAt: conversation.createdAt.toISOString(),
    }),
    ({ conversation }) => conversation.id,
  )
}

/** A row that still says `streaming` this long after it began belongs to a process that is gone. */
const staleStreamSeconds = 900

export async function loadMessages(
  db: Database,
  where: { conversationId: string } | { id: string },
): Promise<ChatMessageView[]> {
  const rows = await db
    .select({
      message: chatMessages,
      isRehearsal: modelCalls.isRehearsal,
      isStale: sql<boolean>`${chatMessages.createdAt} < now() - make_interval(secs => ${staleStreamSeconds})`,
    })
    .from(chatMessages)
    .leftJoin(modelCalls, eq(modelCalls.id, chatMessages.callId))
    .where('id' in where ? eq(chatMessages.id, where.id) : eq(chatMessages.conversationId, where.conversationId))
    .orderBy(asc(chatMessages.id))
  return rows.map(({ message, isRehearsal, isStale }) => ({
    id: message.id,
    conversationId: message.conversationId,
    parentId: message.parentId,
    role: message.role,
    text: message.text,
    status: message.status === 'streaming' && isStale ? 'interrupted' : message.status,
    failure: failureOfRow(message),
    callId: message.callId,
    firstTokenMs: message.firstTokenMs,
    latencyMs: message.latencyMs,
    isRehearsal: isRehearsal ?? message.context?.['isRehearsal'] === true,
    context: message.context,
    createdAt: message.createdAt.toISOString(),
  }))
}
