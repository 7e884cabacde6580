/**
 * Money and calls as sums over ledger rows. A total is null where calls were paid and none has a known price;
 * a rehearsal costs nothing, and says so.
 */
import { sql } from 'drizzle-orm'
import { modelCalls } from '../db/schema.js'
import type { CostView } from '../views/page.js'

const paid = sql`not ${modelCalls.isRehearsal} and ${modelCalls.state} in ('settled', 'unknown')`

/** Columns for a select from `model_calls`, grouped however the caller likes. */
export const costColumns = {
  calls: sql<number>`count(*)`.mapWith(Number).as('calls'),
  microUsd: sql<number | null>`case when count(${modelCalls.costMicroUsd}) = 0 and count(*) filter (where ${paid}) > 0
      then null else coalesce(sum(${modelCalls.costMicroUsd}), 0) end`
    .mapWith(Number)
    .as('micro_usd'),
  unknown: sql<number>`count(*) filter (where ${paid} and ${modelCalls.costMicroUsd} is null)`
    .mapWith(Number)
    .as('unknown'),
  isRehearsal: sql<boolean>`coalesce(bool_or(${modelCalls.isRehearsal}), false)`.as('is_rehearsal'),
}

export interface CostRow {
  calls: number | null
  microUsd: number | null
  unknown: number | null
}

export function toCost(row: CostRow | undefined, replayed = 0): CostView {
  const calls = row?.calls ?? 0
  return { microUsd: calls === 0 ? 0 : (row?.microUsd ?? null), calls, replayed, unknown: row?.unknown ?? 0 }
}
