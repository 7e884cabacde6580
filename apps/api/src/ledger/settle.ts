/**
 * The second half of a call: what came back is written to its row, even when the job was taken over meanwhile,
 * for the money is spent all the same. A row never loses tokens or cost.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { redact, type ChatReply, type LlmError, type TokenUsage } from '@video2roleplay/llm'
import { and, eq, exists, inArray, ne, sql, type SQL } from 'drizzle-orm'
import { alias, type PgColumn } from 'drizzle-orm/pg-core'
import type { Database } from '../db/database.js'
import { modelCalls } from '../db/schema.js'
import { isDatabaseUnavailable } from '../db/unavailable.js'
import type { ModelRow } from '../models/registry.js'
import { costMicroUsd } from './cost.js'
import { storedText } from './stored-messages.js'

export interface Call {
  db: Database
  id: string
  row: ModelRow
  secrets: readonly string[]
  /** Half the price. */
  isBatch?: boolean
}

export async function settleAnswer(call: Call, reply: ChatReply): Promise<void> {
  // A restart of the database must not cost an answer that is paid and in our hands.
  for (let attempt = 1; ; attempt++) {
    try {
      return await writeAnswer(call, reply)
    } catch (error) {
      if (attempt >= writeAttempts || !isDatabaseUnavailable(error)) throw error
      await sleep(1000)
    }
  }
}

const writeAttempts = 10

async function writeAnswer({ db, id, row, secrets, isBatch }: Call, reply: ChatReply): Promise<void> {
  const facts = {
    outcome: reply.outcome,
    text: storedText(reply.text, secrets),
    finishReason: reply.finishReason,
    reportedModel: reply.reportedModel,
    effectiveParameters: reply.effectiveParameters,
    droppedParameters: reply.droppedParameters,
    ...tokensOf(reply.usage),
    costMicroUsd: costMicroUsd(row, reply.usage, isBatch),
    latencyMs: reply.latencyMs,
    firstTokenMs: reply.firstTokenMs,
    settledAt: sql`now()`,
  }
  // Given up as lost, and asked again by somebody else: that answer counts, this one is only its cost.
  const other = alias(modelCalls, 'other')
  const isSuperseded = exists(
    db
      .select({ one: sql`1` })
      .from(other)
      .where(and(eq(other.key, modelCalls.key), ne(other.id, id), inArray(other.state, ['reserved', 'settled']))),
  )
  const unless = (column: PgColumn, value: SQL) => sql`case when ${isSuperseded} then ${column} else ${value} end`
  await db
    .update(modelCalls)
    .set({
      ...facts,
      state: unless(modelCalls.state, sql`'settled'`),
      errorCode: unless(modelCalls.errorCode, sql`null`),
      errorMessage: unless(modelCalls.errorMessage, sql`null`),
    })
    .where(and(eq(modelCalls.id, id), inArray(modelCalls.state, ['reserved', 'unknown'])))
}

/** A call that broke: free, or `unknown` where the endpoint may have charged for it. What arrived is kept. */
export async function settleError({ db, id, secrets }: Call, error: LlmError, arrived: string): Promise<void> {
  await db
    .update(modelCalls)
    .set({
      state: error.mayHaveBeenPaid ? 'unknown' : 'failed',
      errorCode: error.code,
      errorMessage: redact(error.message, secrets),
      ...(arrived === '' ? {} : { text: storedText(arrived, secrets) }),
      settledAt: sql`now()`,
    })
    .where(and(eq(modelCalls.id, id), eq(modelCalls.state, 'reserved')))
}

function tokensOf({ inputTokens, outputTokens, cachedTokens, reasoningTokens }: TokenUsage) {
  return { inputTokens, outputTokens, cachedTokens, reasoningTokens }
}
