/** The ledger as people read it: newest first, one call in full, and sums per purpose and model. */
import { and, desc, eq, getTableColumns, lt, sql } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { modelCalls } from '../db/schema.js'
import type { LedgerDetail, LedgerRow, LedgerSummaryRow } from '../views/models.js'
import type { Page } from '../views/page.js'
import { costColumns } from './cost.js'
import { toPage } from './pages.js'

export interface LedgerFilter {
  projectId?: string
  jobId?: string
  purpose?: string
  state?: LedgerRow['state']
}

type CallRow = Pick<
  typeof modelCalls.$inferSelect,
  keyof Omit<LedgerRow, 'createdAt' | 'settledAt'> | 'createdAt' | 'settledAt'
>

/** Without the messages and the answer: a page of those can be megabytes. */
const { key: _key, messages: _messages, text: _text, ...briefColumns } = getTableColumns(modelCalls)

export async function listCalls(
  db: Database,
  filter: LedgerFilter,
  page: { cursor?: string | null; limit: number },
): Promise<Page<LedgerRow>> {
  const rows = await db
    .select(briefColumns)
    .from(modelCalls)
    .where(
      and(
        filter.projectId ? eq(modelCalls.projectId, filter.projectId) : undefined,
        filter.jobId ? eq(modelCalls.jobId, filter.jobId) : undefined,
        filter.purpose ? eq(modelCalls.purpose, filter.purpose) : undefined,
        filter.state ? eq(modelCalls.state, filter.state) : undefined,
        page.cursor ? lt(modelCalls.id, page.cursor) : undefined,
      ),
    )
    .orderBy(desc(modelCalls.id))
    .limit(page.limit + 1)
  return toPage(rows, page.limit, toRow, (row) => row.id)
}

export async function loadCall(db: Database, id: string): Promise<LedgerDetail | null> {
  const [row] = await db.select().from(modelCalls).where(eq(modelCalls.id, id))
  if (!row) return null
  return {
    ...toRow(row),
    key: row.key,
    requestedParameters: row.requestedParameters,
    effectiveParameters: row.effectiveParameters,
    droppedParameters: row.droppedParameters,
    messages: row.messages,
    text: row.text,
    finishReason: row.finishReason,
    reportedModel: row.reportedModel,
    cachedTokens: row.cachedTokens,
    reasoningTokens: row.reasoningTokens,
    firstTokenMs: row.firstTokenMs,
    errorMessage: row.errorMessage,
  }
}

function toRow(row: CallRow): LedgerRow {
  return {
    id: row.id,
    state: row.state,
    attempt: row.attempt,
    model: row.model,
    endpoint: row.endpoint,
    isRehearsal: row.isRehearsal,
    purpose: row.purpose,
    promptId: row.promptId,
    round: row.round,
    jobId: row.jobId,
    imageCount: row.imageCount,
    outcome: row.outcome,
    inputTokens: row.inputTokens,
    outputTokens: row.outputTokens,
    costMicroUsd: row.costMicroUsd,
    latencyMs: row.latencyMs,
    errorCode: row.errorCode,
    createdAt: row.createdAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
  }
}

export async function summariseCalls(
  db: Database,
  filter: Pick<LedgerFilter, 'projectId' | 'jobId'>,
): Promise<LedgerSummaryRow[]> {
  const rows = await db
    .select({
      ...costColumns,
      purpose: modelCalls.purpose,
      model: modelCalls.model,
      failed: sql<number>`count(*) filter (where ${modelCalls.state} = 'failed')`.mapWith(Number),
      inputTokens: sql<number>`coalesce(sum(${modelCalls.inputTokens}), 0)`.mapWith(Number),
      outputTokens: sql<number>`coalesce(sum(${modelCalls.outputTokens}), 0)`.mapWith(Number),
    })
    .from(modelCalls)
    .where(
      and(
        filter.projectId ? eq(modelCalls.projectId, filter.projectId) : undefined,
        filter.jobId ? eq(modelCalls.jobId, filter.jobId) : undefined,
      ),
    )
    .groupBy(modelCalls.purpose, modelCalls.model)
    .orderBy(modelCalls.purpose, modelCalls.model)
  return rows.map((row) => ({ ...row, replayed: 0 }))
}
