/** Characters: a name and a manner made of one or more videos, and what a card brought along. */
import type { CardExample } from '@video2roleplay/inference'
import { index, integer, jsonb, pgTable, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment, safeText } from '../columns.js'
import { projects } from './house.js'
import { models } from './models.js'
import { videos } from './videos.js'

export const characters = pgTable(
  'characters',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    name: safeText().notNull(),
    /** Who this is, in somebody's words; material for the prompt, never an instruction. */
    persona: safeText(),
    greeting: safeText(),
    examples: jsonb().$type<CardExample[]>().notNull().default([]),
    /** Profile settings; the defaults where a key is absent. */
    settings: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    /** Who answers; the responder of the settings where null. */
    responderModelId: uuid().references(() => models.id, { onDelete: 'set null' }),
    /** The card it came from, whole, so that nothing is lost when it goes out again. */
    card: jsonb().$type<Record<string, unknown>>(),
    createdAt: createdAt(),
    updatedAt: moment(),
  },
  (table) => [index('characters_page').on(table.projectId, table.id)],
)

export const characterVideos = pgTable(
  'character_videos',
  {
    id: id(),
    characterId: uuid()
      .notNull()
      .references(() => characters.id, { onDelete: 'cascade' }),
    videoId: uuid()
      .notNull()
      .references(() => videos.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
  },
  (table) => [
    uniqueIndex('character_videos_natural').on(table.characterId, table.videoId),
    index('character_videos_video').on(table.videoId),
  ],
)
