/**
 * How much may be spent: the operator's limit (V2R_MAX_COST_USD) and the one set in the dashboard; the lower one
 * counts. What is spent is a sum over the ledger, never a counter.
 */
import { count, eq, sql, type SQL } from 'drizzle-orm'
import * as z from 'zod'
import type { Database } from '../db/database.js'
import { selectRows } from '../db/database.js'
import { jobs, settings } from '../db/schema.js'
import type { Services } from '../services.js'
import type { BudgetView } from '../views/plans.js'

const key = 'budget'
const Stored = z.object({ limitMicroUsd: z.number().nonnegative().nullable() })

/** For a statement that needs it anyway: one row by its key. */
export const storedBudget: SQL<unknown> = sql`(select ${settings.value} from ${settings} where ${settings.key} = ${key})`

export function readStoredBudget(value: unknown): number | null {
  const stored = Stored.safeParse(value)
  return stored.success ? stored.data.limitMicroUsd : null
}

export function lowerLimit(operator: number | null, own: number | null): number | null {
  if (operator === null) return own
  return own === null ? operator : Math.min(operator, own)
}

/** Calls that failed cost nothing; those whose fate is unknown count as the most they could have cost. */
export async function spentMicroUsd(db: Database): Promise<number> {
  const [row] = await selectRows<{ spent: string | number | null }>(
    db,
    sql`select sum(coalesce(cost_micro_usd, reserved_micro_usd, 0)) as spent from model_calls where state <> 'failed'`,
  )
  return Number(row?.spent ?? 0)
}

export async function loadBudget({ db, env }: Pick<Services, 'db' | 'env'>): Promise<BudgetView> {
  const [[stored], spent, [paused]] = await Promise.all([
    db.select({ value: settings.value }).from(settings).where(eq(settings.key, key)),
    spentMicroUsd(db),
    db.select({ count: count() }).from(jobs).where(eq(jobs.state, 'paused')),
  ])
  const operatorLimitMicroUsd = env.maxCostUsd === undefined ? null : env.maxCostUsd * 1_000_000
  const ownLimitMicroUsd = readStoredBudget(stored?.value)
  return {
    limitMicroUsd: lowerLimit(operatorLimitMicroUsd, ownLimitMicroUsd),
    operatorLimitMicroUsd,
    ownLimitMicroUsd,
    spentMicroUsd: spent,
    pausedJobs: paused?.count ?? 0,
  }
}

export async function setBudget(db: Database, limitMicroUsd: number | null): Promise<void> {
  const value = { limitMicroUsd }
  await db
    .insert(settings)
    .values({ key, value })
    .onConflictDoUpdate({ target: settings.key, set: { value, updatedAt: sql`now()` } })
}
