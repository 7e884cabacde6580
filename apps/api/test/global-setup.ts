/**
 * Once per test run: a migrated PGlite to copy and, where PostgreSQL can be had, a server with a migrated
 * template database. Where it cannot, the reason is passed on and shown beside what did not run.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import pino from 'pino'
import type { TestProject } from 'vitest/node'
import postgres from 'postgres'
import { openDatabase } from '../src/db/open-database.js'
import { readEnv } from '../src/env.js'
import { startBoss } from '../src/jobs/boss.js'
import { startPostgres } from './throwaway-postgres.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of a tar of the migrated data folder. */
    pgliteTemplate: string
    postgres: { url: string; template: string } | { reason: string }
  }
}

const template = 'v2r_template'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'v2r-api-tests-'))
  const pglite = new PGlite()
  await prepare(
    { V2R_DATA_DIR: folder },
    async () => {
      const tar = await pglite.dumpDataDir('none')
      await writeFile(join(folder, 'template.tar'), new Uint8Array(await tar.arrayBuffer()))
    },
    pglite,
  )
  project.provide('pgliteTemplate', join(folder, 'template.tar'))

  let stop: () => Promise<void> = async () => undefined
  try {
    const server = await startPostgres()
    stop = server.stop
    const client = postgres(server.url, { max: 1 })
    await client.unsafe(`create database ${template}`)
    await client.end()
    await prepare({ V2R_DATA_DIR: folder, DATABASE_URL: server.url.replace(/postgres$/, template) })
    project.provide('postgres', { url: server.url, template })
  } catch (error) {
    project.provide('postgres', { reason: error instanceof Error ? error.message : String(error) })
  }
  return async () => {
    await stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Migrates, and lets the queue make its own tables. */
async function prepare(variables: Record<string, string>, then?: () => Promise<void>, pglite?: PGlite): Promise<void> {
  const env = readEnv(variables)
  const database = await openDatabase(env, { pglite })
  const boss = await startBoss(database, env, pino({ level: 'silent' }))
  await boss.stop({ graceful: false })
  await then?.()
  await database.close()
}
