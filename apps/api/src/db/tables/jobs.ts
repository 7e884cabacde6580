/** The domain's side of a job: what it is about, how far it is, who holds it. The queue itself is pg-boss's. */
import { bigserial, doublePrecision, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment, safeText } from '../columns.js'
import { projects } from './house.js'

export const jobs = pgTable(
  'jobs',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    kind: text({
      enum: ['import', 'sample', 'caption', 'dialogues', 'version', 'export', 'training-log', 'evaluate', 'demo'],
    }).notNull(),
    /** What it works on: a video, a data set, an export, a training run, an evaluation run. */
    subjectId: uuid(),
    subjectName: safeText(),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    state: text({
      enum: ['queued', 'running', 'waiting', 'paused', 'done', 'partial', 'failed', 'cancelled'],
    }).notNull(),
    /** Incremented by every claim. A write that carries an older epoch changes nothing. */
    epoch: integer().notNull().default(0),
    worker: text(),
    leaseUntil: moment(),
    /** The queue's delivery that may claim this job. A retry brings a new one; an older one changes nothing. */
    deliveryId: uuid(),
    /** Claims since a person asked for it, takeovers from lost workers not counted. */
    attempt: integer().notNull().default(0),
    /** How often it was taken over from a worker that went away. */
    takeovers: integer().notNull().default(0),
    /** When a person, or the stage before, asked for it. */
    requestedAt: moment().notNull().defaultNow(),
    cancelRequestedAt: moment(),
    progressDone: integer().notNull().default(0),
    progressTotal: integer(),
    progressLabel: safeText(),
    errorCode: text(),
    errorMessage: safeText(),
    errorAdvice: safeText(),
    result: jsonb().$type<Record<string, unknown>>(),
    startedAt: moment(),
    finishedAt: moment(),
    /** For `waiting`: not before. */
    runAfter: moment(),
    elapsedSeconds: doublePrecision(),
    createdAt: createdAt(),
  },
  (table) => [
    index('jobs_page').on(table.projectId, table.id),
    index('jobs_state').on(table.state, table.id),
    index('jobs_subject').on(table.subjectId, table.id),
  ],
)

/** What happened, in order. The id is the event id of the live stream, so a reconnect misses nothing. */
export const jobEvents = pgTable(
  'job_events',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    jobId: uuid()
      .notNull()
      .references(() => jobs.id, { onDelete: 'cascade' }),
    kind: text({ enum: ['state', 'progress', 'warning'] }).notNull(),
    data: jsonb().$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('job_events_job').on(table.jobId, table.id)],
)
