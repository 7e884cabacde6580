/**
 * The one type of database that PGlite and PostgreSQL both satisfy, transactions included.
 *
 * Inside `transaction(async (tx) => …)` use `tx` only: PGlite has a single connection, so a query on the outer
 * database would wait for ever for the transaction that waits for it.
 */
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type { SQL } from 'drizzle-orm'
import type * as schema from './schema.js'

export type Database = PgDatabase<PgQueryResultHKT, typeof schema>

export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

/** Rows of a hand-written query. The two drivers wrap them differently. */
export async function selectRows<Row extends Record<string, unknown>>(db: Database, query: SQL): Promise<Row[]> {
  const result = (await db.execute(query)) as unknown
  return Array.isArray(result) ? (result as Row[]) : (result as { rows: Row[] }).rows
}
