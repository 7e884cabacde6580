/** Runs a suite on both databases; each call of `testDatabase` is a fresh, migrated one. */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { PGlite } from '@electric-sql/pglite'
import postgres from 'postgres'
import { describe, inject, test } from 'vitest'

export type DatabaseKind = 'pglite' | 'postgres'

export function eachDatabase(name: string, suite: (kind: DatabaseKind) => void): void {
  describe(`${name} (PGlite)`, () => suite('pglite'))
  onPostgres(name, () => suite('postgres'))
}

/** Only on PostgreSQL: what needs several processes. Where there is none, it is said not to have run, and why. */
export function onPostgres(name: string, suite: () => void): void {
  const server = inject('postgres')
  describe(`${name} (PostgreSQL)`, () => {
    if ('url' in server) suite()
    else test('on a real PostgreSQL', ({ skip }) => skip(`not run: ${server.reason}`))
  })
}

/** What to add to the environment, and the database in memory where it is PGlite. */
export async function testDatabase(
  kind: DatabaseKind,
): Promise<{ variables: Record<string, string>; pglite?: PGlite }> {
  if (kind === 'pglite') {
    const tar = await readFile(inject('pgliteTemplate'))
    return { variables: {}, pglite: new PGlite({ loadDataDir: new Blob([new Uint8Array(tar)]) }) }
  }
  return { variables: { DATABASE_URL: await createPostgresDatabase() } }
}

/** The URL of a fresh database, copied from the migrated template. */
export async function createPostgresDatabase(options: { isEmpty?: boolean } = {}): Promise<string> {
  const server = inject('postgres')
  if (!('url' in server)) throw new Error(server.reason)
  const name = `t_${randomUUID().replaceAll('-', '')}`
  const client = postgres(server.url, { max: 1, onnotice: () => undefined })
  await client.unsafe(`create database ${name} template ${options.isEmpty ? 'template0' : server.template}`)
  await client.end()
  return server.url.replace(/postgres$/, name)
}
