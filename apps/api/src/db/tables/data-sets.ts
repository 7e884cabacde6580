/** Data sets, their immutable versions, splits and exports (section 5.1, R08, R28). */
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, safeText } from '../columns.js'
import { dialogues } from './curation.js'
import { files, projects } from './house.js'
import { videos } from './videos.js'

export const dataSets = pgTable(
  'data_sets',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    name: safeText().notNull(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('data_sets_name').on(table.projectId, table.name)],
)

export const dataSetVersions = pgTable(
  'data_set_versions',
  {
    id: id(),
    dataSetId: uuid()
      .notNull()
      .references(() => dataSets.id, { onDelete: 'cascade' }),
    version: integer().notNull(),
    seed: integer().notNull(),
    settings: jsonb().$type<Record<string, unknown>>().notNull(),
    manifestHash: text().notNull(),
    counts: jsonb().$type<Record<string, number>>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('data_set_versions_natural').on(table.dataSetId, table.version)],
)

export const dataSetItems = pgTable(
  'data_set_items',
  {
    versionId: uuid()
      .notNull()
      .references(() => dataSetVersions.id, { onDelete: 'cascade' }),
    dialogueId: uuid()
      .notNull()
      .references(() => dialogues.id, { onDelete: 'cascade' }),
    videoId: uuid()
      .notNull()
      .references(() => videos.id, { onDelete: 'cascade' }),
    split: text({ enum: ['train', 'heldout'] }).notNull(),
    /** As they were when the version was made: a later edit makes another version. */
    question: safeText().notNull(),
    answer: safeText().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.versionId, table.dialogueId] }),
    index('data_set_items_video').on(table.videoId),
  ],
)

export const exports = pgTable(
  'exports',
  {
    id: id(),
    versionId: uuid()
      .notNull()
      .references(() => dataSetVersions.id, { onDelete: 'cascade' }),
    format: text().notNull(),
    settings: jsonb().$type<Record<string, unknown>>().notNull(),
    settingsHash: text().notNull(),
    status: text({ enum: ['running', 'complete', 'failed'] }).notNull(),
    errorCode: text(),
    errorMessage: safeText(),
    fileSha256: text().references(() => files.sha256),
    sizeBytes: bigint({ mode: 'number' }),
    rows: integer(),
    /** Verdicts of the linter: how many rows will train, how many will not, and why. */
    lint: jsonb().$type<Record<string, unknown>>(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('exports_natural').on(table.versionId, table.format, table.settingsHash)],
)
