/**
 * Opens the database of the environment: PGlite in the data folder, for one process, or a real PostgreSQL
 * through postgres.js, for many. Same schema, same migrations.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import type { Env } from '../env.js'
import { lockDataFolder } from './data-folder-lock.js'
import type { Database } from './database.js'
import { migratePglite, migratePostgres } from './migrate.js'
import * as schema from './schema.js'

export interface OpenDatabase {
  db: Database
  kind: 'pglite' | 'postgres'
  /** For people: `PGlite in .v2r/db`, `PostgreSQL at db.example:5432/v2r`. Never a password. */
  label: string
  /** Present with PGlite: pg-boss shares the one connection. */
  pglite?: PGlite
  /** A real query: a server can look alive and not be. */
  ping(): Promise<void>
  close(): Promise<void>
}

const casing = 'snake_case'

/** `pglite` lets tests bring a database that lives in memory. */
export async function openDatabase(env: Env, options: { pglite?: PGlite } = {}): Promise<OpenDatabase> {
  return env.databaseUrl === undefined ? openPglite(env, options.pglite) : openPostgres(env, env.databaseUrl)
}

async function openPglite(env: Env, given?: PGlite): Promise<OpenDatabase> {
  const folder = join(env.dataDir, 'db')
  mkdirSync(env.dataDir, { recursive: true })
  const lock = await lockDataFolder(join(env.dataDir, 'db.lock'))
  try {
    const pglite = given ?? new PGlite({ dataDir: folder })
    await pglite.waitReady
    const db = drizzlePglite(pglite, { schema, casing })
    await migratePglite(db)
    return {
      db,
      kind: 'pglite',
      label: given === undefined ? `PGlite in ${folder}` : 'PGlite in memory',
      pglite,
      ping: async () => void (await db.execute(sql`select 1`)),
      close: async () => {
        await pglite.close()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

async function openPostgres(env: Env, url: string): Promise<OpenDatabase> {
  await migratePostgres(url)
  const client = postgres(url, {
    max: env.databasePool,
    connect_timeout: 5,
    idle_timeout: 60,
    onnotice: () => undefined,
    connection: {
      application_name: 'video2roleplay',
      statement_timeout: 30_000,
      lock_timeout: 5000,
      idle_in_transaction_session_timeout: 30_000,
    },
  })
  const db = drizzlePostgres(client, { schema, casing })
  const { host, pathname } = new URL(url)
  return {
    db,
    kind: 'postgres',
    label: `PostgreSQL at ${host}${pathname}`,
    ping: async () => void (await client`select 1`),
    close: () => client.end({ timeout: 5 }),
  }
}
