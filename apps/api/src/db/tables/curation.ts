/** Captions, dialogues and people's decisions about them (sections 3.2, 3.3, A.2). */
import type { AnswerSupport, Flag, FunnelStage } from '@video2roleplay/curation'
import {
  boolean,
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
import { createdAt, id, moment, safeText } from '../columns.js'
import { people } from './house.js'
import { modelCalls } from './models.js'
import { frameSamples, videos } from './videos.js'

export const captions = pgTable(
  'captions',
  {
    id: id(),
    videoId: uuid()
      .notNull()
      .references(() => videos.id, { onDelete: 'cascade' }),
    sampleId: uuid()
      .notNull()
      .references(() => frameSamples.id, { onDelete: 'cascade' }),
    /** Training captions make dialogues; inference captions give the role its context. Never mixed (R14). */
    purpose: text({ enum: ['training', 'inference'] }).notNull(),
    modelId: uuid().notNull(),
    isRehearsal: boolean().notNull(),
    settingsHash: text().notNull(),
    promptIds: jsonb().$type<string[]>().notNull(),
    maxTokens: integer().notNull(),
    status: text({ enum: ['running', 'complete', 'incomplete', 'failed'] }).notNull(),
    outcome: text({ enum: ['success', 'truncated', 'blocked', 'error', 'skipped'] }),
    errorCode: text(),
    errorMessage: safeText(),
    errorAdvice: safeText(),
    reasoning: safeText(),
    summary: safeText(),
    summaryCallId: uuid().references(() => modelCalls.id),
    /** Share of its frames that look like the typical one (A.2, static scenes); null where that was not looked at. */
    staticScore: doublePrecision(),
    /** Speech that the annotator was shown beside the frames: rows of `video_speech`. */
    speechIds: jsonb().$type<string[]>().notNull().default([]),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('captions_natural').on(table.videoId, table.purpose, table.settingsHash),
    index('captions_video').on(table.videoId, table.id),
  ],
)

/** One description of one segment frame. A truncated attempt stays beside the longer one that followed. */
export const frameDescriptions = pgTable(
  'frame_descriptions',
  {
    captionId: uuid()
      .notNull()
      .references(() => captions.id, { onDelete: 'cascade' }),
    index: integer().notNull(),
    attempt: integer().notNull(),
    timestampSeconds: doublePrecision().notNull(),
    outcome: text({ enum: ['success', 'truncated', 'blocked', 'error', 'skipped'] }).notNull(),
    text: safeText().notNull(),
    reason: safeText(),
    maxTokens: integer().notNull(),
    callId: uuid().references(() => modelCalls.id),
  },
  (table) => [primaryKey({ columns: [table.captionId, table.index, table.attempt] })],
)

/** One request for dialogues to one teacher, and the count at every step of the funnel. */
export const generations = pgTable(
  'generations',
  {
    id: id(),
    videoId: uuid()
      .notNull()
      .references(() => videos.id, { onDelete: 'cascade' }),
    captionId: uuid()
      .notNull()
      .references(() => captions.id, { onDelete: 'cascade' }),
    teacherModelId: uuid().notNull(),
    selectorModelId: uuid().notNull(),
    isRehearsal: boolean().notNull(),
    settingsHash: text().notNull(),
    promptId: text().notNull(),
    /** All but `running` and `failed` are ends of their own: a teacher may decline, refuse or write what cannot be read. */
    status: text({
      enum: ['running', 'complete', 'declined', 'refused', 'filtered', 'empty', 'unparsed', 'failed'],
    }).notNull(),
    errorCode: text(),
    errorMessage: safeText(),
    callId: uuid().references(() => modelCalls.id),
    /** What entered each step, what left it, and why the rest did not. */
    funnel: jsonb().$type<FunnelStage[]>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('generations_natural').on(table.captionId, table.settingsHash),
    index('generations_video').on(table.videoId, table.id),
  ],
)

/** One question–answer pair, kept or dropped, with the step and the reason. */
export const dialogues = pgTable(
  'dialogues',
  {
    id: id(),
    videoId: uuid()
      .notNull()
      .references(() => videos.id, { onDelete: 'cascade' }),
    generationId: uuid()
      .notNull()
      .references(() => generations.id, { onDelete: 'cascade' }),
    index: integer().notNull(),
    question: safeText().notNull(),
    answer: safeText().notNull(),
    /** As the teacher wrote it, before cleaning and editing. */
    rawQuestion: safeText().notNull(),
    rawAnswer: safeText().notNull(),
    status: text({ enum: ['kept', 'dropped', 'undecided'] }).notNull(),
    /** The step that dropped it, or the last one passed. */
    step: text({ enum: ['parse', 'refusal', 'selection', 'clean'] }).notNull(),
    reason: safeText(),
    score: doublePrecision(),
    selectionCallId: uuid().references(() => modelCalls.id),
    language: text(),
    /** Marks for reviewers: repetition, wrong language, … They drop nothing by themselves. */
    flags: jsonb().$type<Flag[]>().notNull().default([]),
    /** What in the caption the answer leaned on when it was made; null where it was not kept. */
    support: jsonb().$type<AnswerSupport>(),
    /** What counts: the first look, or what was decided after two that disagreed. */
    review: text({ enum: ['unreviewed', 'accepted', 'rejected', 'edited'] })
      .notNull()
      .default('unreviewed'),
    /** Two independent looks at the same text. They are what agreement is computed from, and stay after a dispute. */
    firstReviewerId: uuid().references(() => people.id),
    firstReview: text({ enum: ['accepted', 'rejected', 'edited'] }),
    secondReviewerId: uuid().references(() => people.id),
    secondReview: text({ enum: ['accepted', 'rejected', 'edited'] }),
    /** Who settled it where the two disagreed. */
    resolverId: uuid().references(() => people.id),
    /** Optimistic lock: an edit says which version it saw. */
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('dialogues_natural').on(table.generationId, table.index),
    index('dialogues_video').on(table.videoId, table.id),
    index('dialogues_status').on(table.status, table.id),
    index('dialogues_review').on(table.review, table.id),
  ],
)

export const reviews = pgTable(
  'reviews',
  {
    id: id(),
    subject: text({ enum: ['caption', 'dialogue'] }).notNull(),
    subjectId: uuid().notNull(),
    reviewerId: uuid()
      .notNull()
      .references(() => people.id),
    /** Which look it was: the first, the second, or the one that settled a dispute. */
    look: text({ enum: ['first', 'second', 'resolve'] })
      .notNull()
      .default('first'),
    decision: text({ enum: ['accept', 'reject', 'edit', 'undo'] }).notNull(),
    /** The model call whose text was taken over. */
    callId: uuid().references(() => modelCalls.id),
    reasonCodes: jsonb().$type<string[]>().notNull(),
    before: jsonb().$type<Record<string, unknown>>(),
    after: jsonb().$type<Record<string, unknown>>(),
    note: safeText(),
    createdAt: createdAt(),
  },
  (table) => [index('reviews_subject').on(table.subject, table.subjectId, table.id)],
)

/** Who has an item open. One row for each item; a lease that has run out is anybody's. Counted by the database's clock. */
export const reviewLeases = pgTable(
  'review_leases',
  {
    dialogueId: uuid()
      .primaryKey()
      .references(() => dialogues.id, { onDelete: 'cascade' }),
    reviewerId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    leasedUntil: moment().notNull(),
  },
  (table) => [index('review_leases_reviewer').on(table.reviewerId)],
)
