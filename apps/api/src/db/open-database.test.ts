import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getTableName, is, sql } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startProcess } from '../../test/child-process.js'
import { createPostgresDatabase, onPostgres } from '../../test/databases.js'
import { readEnv } from '../env.js'
import { selectRows, type Database } from './database.js'
import { openDatabase, type OpenDatabase } from './open-database.js'
import * as schema from './schema.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'v2r-open-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const journal = JSON.parse(await readFile(new URL('../../drizzle/meta/_journal.json', import.meta.url), 'utf8')) as {
  entries: unknown[]
}
const tablesOfSchema = Object.values<unknown>(schema)
  .flatMap((value) => (is(value, PgTable) ? [getTableName(value)] : []))
  .toSorted()

async function tablesOf(db: Database): Promise<string[]> {
  const rows = await selectRows<{ name: string }>(
    db,
    sql`select table_name as name from information_schema.tables where table_schema = 'public'`,
  )
  return rows.map(({ name }) => name).toSorted()
}

describe('the embedded database', () => {
  test('loses nothing that it acknowledged to a process that is killed while it writes', async () => {
    const writer = startProcess(new URL('../../test/children/writer.ts', import.meta.url), { V2R_DATA_DIR: folder })
    await writer.says(/^200$/)
    writer.kill('SIGKILL')
    await writer.ended()
    const acknowledged = Number(writer.lines.at(-1))
    const database = await openDatabase(readEnv({ V2R_DATA_DIR: folder }))
    const [row] = await selectRows<{ count: number }>(database.db, sql`select count(*)::int as count from settings`)
    expect(acknowledged).toBeGreaterThanOrEqual(200)
    expect(row?.count).toBeGreaterThanOrEqual(acknowledged + 1)
    await database.close()
  })

  test('has every table of the schema, and opens again as it was left', async () => {
    const env = readEnv({ V2R_DATA_DIR: folder })
    const first = await openDatabase(env)
    expect(await tablesOf(first.db)).toEqual(tablesOfSchema)
    await first.db.insert(schema.settings).values({ key: 'kept', value: 1 })
    await first.close()
    const second = await openDatabase(env)
    expect(await second.db.select().from(schema.settings)).toMatchObject([{ key: 'kept', value: 1 }])
    await second.close()
  })

  test('turns a second process away, naming the first, with exit code 1', async () => {
    const database = await openDatabase(readEnv({ V2R_DATA_DIR: folder }))
    const second = startProcess(new URL('../main.ts', import.meta.url), { V2R_DATA_DIR: folder, PORT: '0' })
    expect(await second.ended()).toBe(1)
    expect(second.errors).toMatch(new RegExp(`^Process ${process.pid} already uses this data folder[^\\n]*\\n$`))
    await database.close()
  })
})

onPostgres('a shared database', () => {
  test('is migrated once by many that start together', async () => {
    const url = await createPostgresDatabase({ isEmpty: true })
    const env = readEnv({ DATABASE_URL: url, V2R_DATA_DIR: folder })
    const opened = await Promise.all(Array.from({ length: 4 }, () => openDatabase(env)))
    expect(await tablesOf(opened[0]!.db)).toEqual(tablesOfSchema)
    const rows = await selectRows(opened[1]!.db, sql`select hash from drizzle.__drizzle_migrations`)
    expect(rows).toHaveLength(journal.entries.length)
    await Promise.all(opened.map((one: OpenDatabase) => one.close()))
  })

  test('that cannot be reached is one sentence, without the password', async () => {
    const env = readEnv({ DATABASE_URL: 'postgres://me:hunter2@127.0.0.1:1/v2r', V2R_DATA_DIR: folder })
    const error = await openDatabase(env).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      code: 'database-unavailable',
      message: 'PostgreSQL at 127.0.0.1:1 cannot be reached.',
    })
  })
})
