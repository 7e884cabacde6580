import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startProcess } from '../test/child-process.js'

const main = new URL('./main.ts', import.meta.url)
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'v2r-main-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('the process', () => {
  test('ends with one sentence where a setting cannot be used', async () => {
    const started = startProcess(main, { V2R_DATA_DIR: folder, PORT: 'eighty' })
    expect(await started.ended()).toBe(1)
    expect(started.errors).toBe('PORT must be a number, not "eighty".\n')
  })

  test('says that a worker of its own needs PostgreSQL', async () => {
    const started = startProcess(main, { V2R_DATA_DIR: folder }, ['worker'])
    expect(await started.ended()).toBe(1)
    expect(started.errors).toMatch(/^A worker of its own needs PostgreSQL[^\n]*\n$/)
  })

  test('says in one line where it is and that it only rehearses, and ends cleanly when told', async () => {
    const started = startProcess(main, { V2R_DATA_DIR: folder, PORT: '0' })
    const line = await started.says(/ready/)
    expect(line).toMatch(/http:\/\/127\.0\.0\.1:\d+ · PGlite in .* · decoder \w+ .* · REHEARSAL/)
    const url = /http:\S+/.exec(line)?.[0] ?? ''
    expect((await fetch(`${url}/health`)).status).toBe(200)
    started.kill('SIGTERM')
    expect(await started.ended()).toBe(0)
    expect(started.errors).toBe('')
  })
})
