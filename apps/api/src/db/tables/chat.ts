/** Conversations with a video's character. Messages form a tree: an edit or a second try is a sibling. */
import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, safeText } from '../columns.js'
import { characters } from './characters.js'
import { projects } from './house.js'
import { modelCalls, models } from './models.js'
import { videos } from './videos.js'

export const conversations = pgTable(
  'conversations',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    videoId: uuid()
      .notNull()
      .references(() => videos.id, { onDelete: 'cascade' }),
    /** Null where somebody talks to a video as it is. */
    characterId: uuid().references(() => characters.id, { onDelete: 'set null' }),
    responderModelId: uuid()
      .notNull()
      .references(() => models.id),
    title: safeText().notNull(),
    settings: jsonb().$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    index('conversations_page').on(table.projectId, table.id),
    index('conversations_video').on(table.videoId),
    index('conversations_character').on(table.characterId),
  ],
)

export const chatMessages = pgTable(
  'chat_messages',
  {
    id: id(),
    conversationId: uuid()
      .notNull()
      .references(() => conversations.id, { onDelete: 'cascade' }),
    parentId: uuid(),
    role: text({ enum: ['user', 'assistant'] }).notNull(),
    text: safeText().notNull(),
    /** `streaming` rows whose process died are shown as `interrupted`: what arrived is kept. */
    status: text({
      enum: ['complete', 'streaming', 'interrupted', 'truncated', 'refused', 'empty', 'failed'],
    }).notNull(),
    errorCode: text(),
    errorMessage: safeText(),
    errorAdvice: safeText(),
    callId: uuid().references(() => modelCalls.id),
    firstTokenMs: integer(),
    latencyMs: integer(),
    /** What the model saw: sample, frames, summary, layout, tokens, what was dropped. */
    context: jsonb().$type<Record<string, unknown>>(),
    createdAt: createdAt(),
  },
  (table) => [index('chat_messages_conversation').on(table.conversationId, table.id)],
)
