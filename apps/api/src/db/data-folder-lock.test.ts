import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lockDataFolder } from './data-folder-lock.js'

let folder: string
let path: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'v2r-lock-'))
  path = join(folder, 'db.lock')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const holdLock = `
  const { lockDataFolder } = await import(process.argv[1])
  await lockDataFolder(process.argv[2])
  console.log('held')
  setInterval(() => {}, 1000)`

async function otherProcessHolds(): Promise<ReturnType<typeof spawn>> {
  const hooks = new URL('../../test/children/typescript-hooks.mjs', import.meta.url).href
  const module = new URL('./data-folder-lock.ts', import.meta.url).href
  const child = spawn(process.execPath, ['--import', hooks, '--input-type=module', '-e', holdLock, module, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return child
}

describe('the lock of a data folder', () => {
  test('turns a second process away with a sentence that names the first', async () => {
    const child = await otherProcessHolds()
    try {
      await expect(lockDataFolder(path)).rejects.toMatchObject({
        code: 'database-locked',
        message: expect.stringContaining(`Process ${child.pid} already uses this data folder`),
      })
    } finally {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
  })

  test('is taken over from a process that was killed', async () => {
    const child = await otherProcessHolds()
    child.kill('SIGKILL')
    await once(child, 'exit')
    const lock = await lockDataFolder(path)
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ pid: process.pid })
    lock.release()
  })

  test('is given back by a process that ends on its own', async () => {
    const lock = await lockDataFolder(path)
    lock.release()
    await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('is not held by another program that was given the same pid', async () => {
    const lock = await lockDataFolder(path)
    const holder = JSON.parse(await readFile(path, 'utf8'))
    lock.release()
    await writeFile(path, JSON.stringify({ ...holder, startTime: '1', token: 'of somebody else' }))
    const again = await lockDataFolder(path)
    expect(JSON.parse(await readFile(path, 'utf8')).token).not.toBe('of somebody else')
    again.release()
  })

  test('that was made but never written is taken over', async () => {
    await writeFile(path, '')
    const lock = await lockDataFolder(path)
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ pid: process.pid })
    lock.release()
  })

  test('is won by exactly one of many that find it stale at once', async () => {
    await writeFile(path, JSON.stringify({ pid: 2 ** 22 + 1, startTime: '1', machine: 'x', token: 'dead' }))
    const old = new Date(Date.now() - 3_600_000)
    const { utimes } = await import('node:fs/promises')
    await utimes(path, old, old)
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => lockDataFolder(path)))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})
