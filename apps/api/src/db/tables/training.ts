/** Training runs against a data set version (section 5.1, A.4, R41, R42): their settings, and the loss as it fell. */
import { boolean, doublePrecision, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment, safeText } from '../columns.js'
import { dataSetVersions, exports } from './data-sets.js'
import { projects } from './house.js'
import { models } from './models.js'

export const trainingRuns = pgTable(
  'training_runs',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    versionId: uuid()
      .notNull()
      .references(() => dataSetVersions.id, { onDelete: 'cascade' }),
    /** The very file that was trained on; null where nobody said. */
    exportId: uuid().references(() => exports.id, { onDelete: 'set null' }),
    name: safeText().notNull(),
    trainer: text({ enum: ['internvl', 'ms-swift', 'llama-factory', 'other'] }).notNull(),
    /** As trained: serving must write the same text in front of each frame. */
    frameLabelStyle: text({ enum: ['Frame-{i}', 'Frame{i}'] }).notNull(),
    /** Base model, cards, attention, hyper-parameters (R42): what the person registering it says. */
    facts: jsonb().$type<Record<string, string | number>>().notNull(),
    status: text({ enum: ['registered', 'running', 'complete', 'failed'] }).notNull(),
    statusReason: safeText(),
    /** From the log; null until it says. */
    totalSteps: integer(),
    /** A log on this machine, followed while it grows. */
    logPath: safeText(),
    logReadAt: moment(),
    /** The model that came of it. */
    modelId: uuid().references(() => models.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (table) => [
    index('training_runs_version').on(table.versionId, table.id),
    index('training_runs_page').on(table.projectId, table.id),
  ],
)

/** One line of the log. A number that the trainer wrote as NaN is null, and `isBroken` says so: it is not a loss of 0. */
export const trainingPoints = pgTable(
  'training_points',
  {
    runId: uuid()
      .notNull()
      .references(() => trainingRuns.id, { onDelete: 'cascade' }),
    step: integer().notNull(),
    epoch: doublePrecision(),
    loss: doublePrecision(),
    evalLoss: doublePrecision(),
    learningRate: doublePrecision(),
    gradientNorm: doublePrecision(),
    isBroken: boolean().notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.runId, table.step] })],
)
