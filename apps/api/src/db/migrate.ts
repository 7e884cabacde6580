/**
 * Brings the database to the schema of this version. One folder of migrations serves both databases. On
 * PostgreSQL an advisory lock lets processes that start together take turns.
 */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PgliteDatabase } from 'drizzle-orm/pglite'
import { migrate as migrateWithPglite } from 'drizzle-orm/pglite/migrator'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as migrateWithPostgres } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { ApiError } from '../errors.js'
import { isDatabaseUnavailable } from './unavailable.js'
import type * as schema from './schema.js'

/** Any number will do, so long as it stays the same and nobody else uses it: `v2r migr` in ASCII, folded. */
const advisoryLock = 1_987_211_001

export async function migratePglite(db: PgliteDatabase<typeof schema>): Promise<void> {
  await migrateWithPglite(db, { migrationsFolder: migrationsFolder() })
}

/** @throws ApiError `database-unavailable` */
export async function migratePostgres(url: string): Promise<void> {
  const client = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined })
  try {
    await client`select pg_advisory_lock(${advisoryLock})`
    await migrateWithPostgres(drizzle(client), { migrationsFolder: migrationsFolder() })
  } catch (error) {
    if (!isDatabaseUnavailable(error)) throw error
    throw new ApiError('database-unavailable', `PostgreSQL at ${new URL(url).host} cannot be reached.`, {
      cause: error,
      advice: 'Start it, or correct DATABASE_URL.',
    })
  } finally {
    // Ends the session, and the lock with it.
    await client.end({ timeout: 5 })
  }
}

/** `drizzle/` beside `src` and `dist`, wherever this file was bundled to. */
function migrationsFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const candidate = join(folder, 'drizzle')
    if (existsSync(join(candidate, 'meta', '_journal.json'))) return candidate
    if (folder === dirname(folder)) throw new Error('The folder with the database migrations is missing.')
  }
}
