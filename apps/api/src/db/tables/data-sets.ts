/** Data sets, their immutable versions, splits, exports and takedowns (section 5.1, R08, R28, R60). */
import type { LeakReport } from '@video2roleplay/curation'
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, id, safeText } from '../columns.js'
import { dialogues } from './curation.js'
import { files, people, projects } from './house.js'
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
    /** Shown once it is `ready`; after that nothing but a takedown changes it. */
    status: text({ enum: ['making', 'ready'] })
      .notNull()
      .default('ready'),
    /** The job that makes it. */
    jobId: uuid(),
    seed: integer().notNull(),
    settings: jsonb().$type<Record<string, unknown>>().notNull(),
    manifestHash: text().notNull(),
    counts: jsonb().$type<Record<string, number>>().notNull(),
    /** Which keys, creators for one, were found on both sides of the split; null for versions older than the check. */
    leaks: jsonb().$type<LeakReport>(),
    /** Any of its dialogues was made by the rehearsal model. */
    isRehearsal: boolean().notNull().default(false),
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
    /** `removed`: a video in it was taken down, and its file with it. */
    status: text({ enum: ['running', 'complete', 'failed', 'removed'] }).notNull(),
    errorCode: text(),
    errorMessage: safeText(),
    fileSha256: text().references(() => files.sha256),
    sizeBytes: bigint({ mode: 'number' }),
    rows: integer(),
    /** Verdicts of the linter: how many rows will train, how many will not, and why. */
    lint: jsonb().$type<Record<string, unknown>>(),
    /** Who let it pass the gate on licence, consent and safety, and why; null where the gate was open. */
    override: jsonb().$type<ExportOverride>(),
    /** What is in the file, and what became of it. */
    manifest: jsonb().$type<Record<string, unknown>>(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('exports_natural').on(table.versionId, table.format, table.settingsHash)],
)

export interface ExportOverride {
  personId: string
  name: string
  reason: string
  at: string
  /** How many videos the gate would have kept back, by reason. */
  blocked: Record<string, number>
}

/** The audit trail of what was taken away: it outlives the video, and holds nothing of it but its hash. */
export const takedowns = pgTable(
  'takedowns',
  {
    id: id(),
    projectId: uuid().references(() => projects.id, { onDelete: 'set null' }),
    videoId: uuid().notNull(),
    videoSha256: text(),
    personId: uuid().references(() => people.id),
    reason: safeText().notNull(),
    /** What went with it: frames, captions, dialogues, conversations, items of versions, exports. */
    removed: jsonb().$type<Record<string, number>>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('takedowns_page').on(table.projectId, table.id)],
)

/** Which versions a takedown reached, and how many of their dialogues it took. */
export const versionTakedowns = pgTable(
  'version_takedowns',
  {
    versionId: uuid()
      .notNull()
      .references(() => dataSetVersions.id, { onDelete: 'cascade' }),
    takedownId: uuid()
      .notNull()
      .references(() => takedowns.id, { onDelete: 'cascade' }),
    dialogues: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.versionId, table.takedownId] })],
)
