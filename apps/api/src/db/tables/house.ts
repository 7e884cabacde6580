/** People, projects, stored files, prompts with rows to their name, and settings. */
import { bigint, boolean, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment, safeText } from '../columns.js'

export const people = pgTable(
  'people',
  {
    id: id(),
    name: safeText().notNull(),
    role: text({ enum: ['owner', 'editor', 'reviewer', 'viewer'] }).notNull(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('people_name').on(table.name)],
)

export const projects = pgTable(
  'projects',
  {
    id: id(),
    name: safeText().notNull(),
    isDemo: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('projects_name').on(table.name)],
)

/** A stored file, named by its content. A row exists only once the bytes are whole on disk. */
export const files = pgTable('files', {
  sha256: text().primaryKey(),
  sizeBytes: bigint({ mode: 'number' }).notNull(),
  mediaType: text().notNull(),
  createdAt: createdAt(),
})

/** A prompt version that produced rows: its text is kept, and never changes. */
export const prompts = pgTable('prompts', {
  id: text().primaryKey(),
  /** SHA-256 of the rendered shape; a second text under one id is refused at start. */
  hash: text().notNull(),
  sample: jsonb().$type<unknown>().notNull(),
  createdAt: createdAt(),
})

/** A way of looking at the library that somebody gave a name: the query string of its address. */
export const savedViews = pgTable(
  'saved_views',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    name: safeText().notNull(),
    query: safeText().notNull(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('saved_views_name').on(table.projectId, table.name)],
)

/** What people change in the dashboard: models per role, budget. Never a secret. */
export const settings = pgTable('settings', {
  key: text().primaryKey(),
  value: jsonb().$type<unknown>().notNull(),
  updatedAt: moment().notNull().defaultNow(),
})
