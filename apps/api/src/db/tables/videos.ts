/** Videos and the frames chosen from them (sections 3.1, 3.2 and 4.1). */
import type { FrameReason, SampleTrace, VideoInfo, VideoKind } from '@video2roleplay/sampler'
import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, floats, id, moment, safeText } from '../columns.js'
import { files, projects } from './house.js'

export const videos = pgTable(
  'videos',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    /** Content hash of what was given to us; the stored file may be gone where the import failed. */
    sha256: text(),
    fileSha256: text().references(() => files.sha256),
    sizeBytes: bigint({ mode: 'number' }),
    displayName: safeText().notNull(),
    platform: safeText(),
    sourceUrl: safeText(),
    /** Hash of the creator's name: groups a creator's videos without naming a person. */
    creatorHash: text(),
    licence: safeText(),
    consent: text({ enum: ['unknown', 'given', 'refused'] })
      .notNull()
      .default('unknown'),
    /** What a person, or a filter of theirs, says about what is shown. */
    safety: text({ enum: ['unknown', 'passed', 'flagged'] })
      .notNull()
      .default('unknown'),
    safetyNote: safeText(),
    momentSeconds: doublePrecision(),
    status: text({ enum: ['importing', 'ready', 'partial', 'failed'] })
      .notNull()
      .default('importing'),
    /** For `partial` and `failed`: a code, a sentence and what to do next. */
    errorCode: text(),
    errorMessage: safeText(),
    errorAdvice: safeText(),
    kind: text().$type<VideoKind>(),
    kindSource: text({ enum: ['duration', 'manual'] }),
    durationSeconds: doublePrecision(),
    frameCount: integer(),
    width: integer(),
    height: integer(),
    codec: text(),
    /** The packet scan, whole. */
    info: jsonb().$type<VideoInfo>(),
    posterSha256: text().references(() => files.sha256),
    spriteSha256: text().references(() => files.sha256),
    spriteTiles: integer(),
    /** Of its tiles, for finding near-duplicates; null until somebody looked. */
    pictureHashes: text().array(),
    tags: text()
      .array()
      .notNull()
      .default(sql`'{}'::text[]`),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('videos_project_content').on(table.projectId, table.sha256),
    index('videos_page').on(table.projectId, table.id),
    index('videos_kind').on(table.projectId, table.kind, table.id),
    index('videos_status').on(table.projectId, table.status, table.id),
    index('videos_duration').on(table.projectId, table.durationSeconds, table.id),
    index('videos_file').on(table.fileSha256),
    check(
      'videos_duration_finite',
      sql`${table.durationSeconds} is null or (${table.durationSeconds} >= 0 and ${table.durationSeconds} < 1e7)`,
    ),
  ],
)

/** One choice of frames from one video, with the settings that made it. */
export const frameSamples = pgTable(
  'frame_samples',
  {
    id: id(),
    videoId: uuid()
      .notNull()
      .references(() => videos.id, { onDelete: 'cascade' }),
    strategy: text({ enum: ['live', 'vlog', 'documentary', 'segments'] }).notNull(),
    kind: text().$type<VideoKind>().notNull(),
    settings: jsonb().$type<Record<string, unknown>>().notNull(),
    settingsHash: text().notNull(),
    decoder: text().notNull(),
    wanted: integer().notNull(),
    got: integer().notNull(),
    decoded: integer().notNull(),
    skipped: integer().notNull(),
    status: text({ enum: ['complete', 'partial'] }).notNull(),
    statusReason: safeText(),
    fallback: text(),
    cappedFrom: integer(),
    /** Step 3: `done`, or why it was not. */
    merge: text().notNull(),
    /** Why the embedder of step 3 was not available. */
    mergeReason: safeText(),
    trace: jsonb().$type<SampleTrace>().notNull(),
    /** Since when the role is made of it: the last chosen counts. None where it was made only to be looked at. */
    chosenAt: moment().defaultNow(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('frame_samples_natural').on(table.videoId, table.strategy, table.settingsHash),
    index('frame_samples_video').on(table.videoId, table.id),
  ],
)

export const frames = pgTable(
  'frames',
  {
    sampleId: uuid()
      .notNull()
      .references(() => frameSamples.id, { onDelete: 'cascade' }),
    index: integer().notNull(),
    timestampSeconds: doublePrecision().notNull(),
    pts: bigint({ mode: 'number' }).notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    sha256: text()
      .notNull()
      .references(() => files.sha256),
    reason: jsonb().$type<FrameReason>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.sampleId, table.index] }), index('frames_file').on(table.sha256)],
)

/** CLIP features of a picture by its content and the model's: the same picture goes through the network once. */
export const frameFeatures = pgTable(
  'frame_features',
  {
    modelHash: text().notNull(),
    frameSha256: text().notNull(),
    features: floats().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.modelHash, table.frameSha256] })],
)
