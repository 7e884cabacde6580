/** Question sets, evaluation runs, responses and judgements (section 5). Scores are derived from these rows. */
import {
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, id, moment, safeText } from '../columns.js'
import { projects } from './house.js'
import { modelCalls, models } from './models.js'
import { frameSamples, videos } from './videos.js'

export const questionSets = pgTable(
  'question_sets',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    name: safeText().notNull(),
    version: integer().notNull().default(1),
    /** A frozen set cannot be edited, only versioned (R09). */
    isFrozen: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('question_sets_natural').on(table.projectId, table.name, table.version)],
)

export const questions = pgTable(
  'questions',
  {
    id: id(),
    questionSetId: uuid()
      .notNull()
      .references(() => questionSets.id, { onDelete: 'cascade' }),
    index: integer().notNull(),
    videoId: uuid().references(() => videos.id, { onDelete: 'set null' }),
    text: safeText().notNull(),
    reference: safeText(),
    topic: safeText(),
    language: text(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('questions_natural').on(table.questionSetId, table.index)],
)

/** One leaderboard row's worth of work: one responder over one question set. */
export const evalRuns = pgTable(
  'eval_runs',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    name: safeText().notNull(),
    questionSetId: uuid()
      .notNull()
      .references(() => questionSets.id),
    responderModelId: uuid()
      .notNull()
      .references(() => models.id),
    judgeModelIds: uuid().array().notNull(),
    metricSet: text({ enum: ['main7', 'ablation8'] }).notNull(),
    rounds: integer().notNull(),
    /** Ablation axes, layout, sampling, budget: resolved, as they were used. */
    settings: jsonb().$type<Record<string, unknown>>().notNull(),
    status: text({ enum: ['queued', 'running', 'complete', 'incomplete', 'failed', 'cancelled'] }).notNull(),
    errorCode: text(),
    errorMessage: safeText(),
    isRehearsal: boolean().notNull(),
    createdAt: createdAt(),
    finishedAt: moment(),
  },
  (table) => [index('eval_runs_page').on(table.projectId, table.id)],
)

export const responses = pgTable(
  'responses',
  {
    id: id(),
    runId: uuid()
      .notNull()
      .references(() => evalRuns.id, { onDelete: 'cascade' }),
    questionId: uuid()
      .notNull()
      .references(() => questions.id),
    status: text({ enum: ['pending', 'answered', 'truncated', 'refused', 'empty', 'failed'] }).notNull(),
    text: safeText(),
    reason: safeText(),
    /** `frames` or `caption only`: what the model could see. */
    grounding: text(),
    /** The frames it was shown. */
    sampleId: uuid().references(() => frameSamples.id, { onDelete: 'set null' }),
    callId: uuid().references(() => modelCalls.id),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('responses_natural').on(table.runId, table.questionId)],
)

/** One metric, judge and round on one response. The manifest is written before the first call is made. */
export const judgements = pgTable(
  'judgements',
  {
    id: id(),
    runId: uuid()
      .notNull()
      .references(() => evalRuns.id, { onDelete: 'cascade' }),
    responseId: uuid()
      .notNull()
      .references(() => responses.id, { onDelete: 'cascade' }),
    metric: text().notNull(),
    promptId: text().notNull(),
    judgeModelId: uuid()
      .notNull()
      .references(() => models.id),
    round: smallint().notNull(),
    order: smallint().notNull().default(0),
    status: text({ enum: ['pending', 'scored', 'unscored', 'error', 'skipped'] }).notNull(),
    /** 0–100; null unless `scored`. */
    score: doublePrecision(),
    reason: safeText(),
    rationale: safeText(),
    evidence: jsonb().$type<string[]>(),
    evidenceKind: text({ enum: ['frames', 'caption', 'none'] }),
    parsePath: text({ enum: ['schema', 'json', 'regex', 'repair'] }),
    callIds: jsonb().$type<string[]>(),
    settledAt: moment(),
  },
  (table) => [
    uniqueIndex('judgements_natural').on(table.responseId, table.metric, table.judgeModelId, table.round, table.order),
    index('judgements_run').on(table.runId, table.metric, table.judgeModelId, table.status),
    index('judgements_page').on(table.runId, table.id),
  ],
)

/** Rows of the paper's tables, shown beside ours and never mixed with them. */
export const publishedRows = pgTable(
  'published_rows',
  {
    id: id(),
    source: text().notNull(),
    table: text().notNull(),
    model: text().notNull(),
    group: text().notNull(),
    metricSet: text({ enum: ['main7', 'ablation8'] }).notNull(),
    scores: jsonb().$type<Record<string, number>>().notNull(),
    printedAverage: doublePrecision().notNull(),
    index: integer().notNull(),
  },
  (table) => [uniqueIndex('published_rows_natural').on(table.source, table.table, table.model)],
)
