/** Registered models, and the ledger: one row per model call. */
import type { ModelCapabilities } from '@video2roleplay/llm'
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, id, moment, safeText } from '../columns.js'

export const models = pgTable(
  'models',
  {
    id: id(),
    /** What people call it. */
    name: safeText().notNull(),
    provider: text({ enum: ['openai-compatible', 'rehearsal'] }).notNull(),
    /** The name that goes over the wire. */
    model: text().notNull(),
    /** Null for the endpoint of the environment. Keys are never stored here. */
    baseUrl: text(),
    parameters: jsonb().$type<Record<string, unknown>>().notNull(),
    capabilities: jsonb().$type<Partial<ModelCapabilities>>().notNull(),
    /** How frames are laid out in the prompt: must equal the training export's. */
    layout: text().notNull().default('openai'),
    /** The text in front of each frame, as it was trained on. */
    frameLabelStyle: text({ enum: ['Frame-{i}', 'Frame{i}'] })
      .notNull()
      .default('Frame-{i}'),
    /** Micro-dollars per million tokens, with the date of the price. Null: cost unknown, never 0. */
    price: jsonb().$type<{ inputPerMillion: number; outputPerMillion: number; asOf: string } | null>(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('models_natural').on(table.provider, table.model, table.baseUrl, table.name)],
)

/** One file of calls handed to a provider's batch interface, and how far it is. */
export const modelBatches = pgTable(
  'model_batches',
  {
    id: id(),
    modelId: uuid()
      .notNull()
      .references(() => models.id),
    state: text({ enum: ['submitting', 'running', 'collected', 'failed'] }).notNull(),
    /** The provider's own names for it. */
    remoteId: text(),
    inputFileId: text(),
    remoteStatus: text(),
    calls: integer().notNull(),
    answered: integer().notNull().default(0),
    returned: integer().notNull().default(0),
    errorMessage: safeText(),
    submittedAt: moment(),
    finishedAt: moment(),
    createdAt: createdAt(),
  },
  (table) => [index('model_batches_state').on(table.state, table.id)],
)

/**
 * The ledger. Reserved before the call, settled after it. A settled answer is replayed for the same key and
 * never paid twice; a reservation whose process died becomes `unknown`: it may have been paid.
 */
export const modelCalls = pgTable(
  'model_calls',
  {
    id: id(),
    /** SHA-256 of model, effective parameters, messages with media hashes, purpose, prompt and round. */
    key: text().notNull(),
    state: text({ enum: ['reserved', 'settled', 'failed', 'unknown'] }).notNull(),
    attempt: integer().notNull(),
    modelId: uuid().references(() => models.id),
    model: text().notNull(),
    /** The endpoint's host, never a key. */
    endpoint: text().notNull(),
    isRehearsal: boolean().notNull(),
    purpose: text().notNull(),
    promptId: text().notNull(),
    round: integer().notNull().default(1),
    projectId: uuid(),
    jobId: uuid(),
    /** Epoch of the job that reserved it. */
    epoch: integer(),
    /** A call by batch is reserved by one job, sent by another, and answered within a day. */
    transport: text({ enum: ['direct', 'batch'] })
      .notNull()
      .default('direct'),
    batchId: uuid().references(() => modelBatches.id),
    requestedParameters: jsonb().$type<Record<string, unknown>>().notNull(),
    effectiveParameters: jsonb().$type<Record<string, unknown>>(),
    droppedParameters: jsonb().$type<string[]>(),
    /** Messages as sent, every image replaced by its hash. */
    messages: jsonb().$type<unknown>().notNull(),
    imageCount: integer().notNull().default(0),
    outcome: text({ enum: ['answered', 'truncated', 'refused', 'filtered', 'empty'] }),
    text: safeText(),
    finishReason: text(),
    reportedModel: text(),
    inputTokens: integer(),
    outputTokens: integer(),
    cachedTokens: integer(),
    reasoningTokens: integer(),
    /** Millionths of a dollar; null where the price or the tokens are unknown. */
    costMicroUsd: bigint({ mode: 'number' }),
    /** The most it could cost, as far as can be told before it is made: what a budget counts until it is settled. */
    reservedMicroUsd: bigint({ mode: 'number' }),
    latencyMs: integer(),
    firstTokenMs: integer(),
    errorCode: text(),
    errorMessage: safeText(),
    createdAt: createdAt(),
    settledAt: moment(),
  },
  (table) => [
    /** One live or settled call per key: two workers with the same request share one answer. */
    uniqueIndex('model_calls_live')
      .on(table.key)
      .where(sql`state in ('reserved', 'settled')`),
    index('model_calls_key').on(table.key),
    index('model_calls_job').on(table.jobId),
    index('model_calls_page').on(table.projectId, table.id),
    index('model_calls_open')
      .on(table.createdAt)
      .where(sql`state = 'reserved'`),
    index('model_calls_batch')
      .on(table.batchId)
      .where(sql`transport = 'batch'`),
  ],
)

/** Tokens a minute, shared by every process that asks one endpoint: what is left in the bucket, and as of when. */
export const endpointBuckets = pgTable('endpoint_buckets', {
  endpoint: text().primaryKey(),
  tokens: doublePrecision().notNull(),
  filledAt: moment().notNull(),
})
