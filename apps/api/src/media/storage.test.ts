import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServices } from '../../test/services.js'
import { files } from '../db/schema.js'
import type { Services } from '../services.js'

const helloHash = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'

describe('the store', () => {
  let services: Services
  let folder: string
  beforeAll(async () => {
    services = await startTestServices({ database: 'pglite' })
    folder = await mkdtemp(join(tmpdir(), 'v2r-store-'))
  })
  afterAll(async () => {
    await services.close()
    await rm(folder, { recursive: true, force: true })
  })
  const unfinished = () => readdir(join(services.env.dataDir, 'objects', 'unfinished'))

  test('names bytes by their content, however they came, and keeps them once', async () => {
    const { storage, db } = services
    const path = join(folder, 'hello.txt')
    await writeFile(path, 'hello')
    const stored = { sha256: helloHash, sizeBytes: 5 }
    expect(await storage.put(Buffer.from('hello'), 'text/plain')).toEqual(stored)
    expect(await storage.put(Readable.from([Buffer.from('hel'), Buffer.from('lo')]), 'text/plain')).toEqual(stored)
    expect(await storage.put({ path }, 'text/plain')).toEqual(stored)
    expect(await readFile(path, 'utf8')).toBe('hello')
    expect(await storage.put({ path, move: true }, 'text/plain')).toEqual(stored)
    await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' })
    expect((await storage.read(helloHash)).toString()).toBe('hello')
    expect(await db.select().from(files)).toMatchObject([{ sha256: helloHash, sizeBytes: 5, mediaType: 'text/plain' }])
    expect(await unfinished()).toEqual([])
  })

  test('leaves nothing behind of a stream that broke, neither bytes nor row', async () => {
    const before = await services.db.select().from(files)
    const breaking = Readable.from(
      (async function* () {
        yield Buffer.from('half a video')
        throw new Error('the cable was pulled')
      })(),
    )
    await expect(services.storage.put(breaking, 'video/mp4')).rejects.toThrow('the cable was pulled')
    expect(await unfinished()).toEqual([])
    expect(await services.db.select().from(files)).toEqual(before)
  })

  test('opens plain files only: no link, no folder, no pipe that would never end', async () => {
    const target = join(folder, 'target')
    await writeFile(target, 'secret')
    const link = join(folder, 'link')
    await symlink(target, link)
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    for (const path of [link, folder, pipe, '/dev/zero'])
      await expect(services.storage.put({ path }, 'video/mp4')).rejects.toMatchObject({ code: 'not-a-file' })
    await expect(services.storage.put({ path: join(folder, 'nothing') }, 'video/mp4')).rejects.toMatchObject({
      code: 'unreadable',
    })
  })

  test('says that the disk is full, in words of its own', async () => {
    const full = Readable.from(
      (async function* () {
        yield Buffer.from('x')
        throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
      })(),
    )
    await expect(services.storage.put(full, 'video/mp4')).rejects.toMatchObject({
      code: 'disk-full',
      isRetryable: true,
    })
  })

  test('turns a name that is not a hash away', () => {
    for (const name of ['../../etc/passwd', helloHash.toUpperCase(), `${helloHash}/..`, ''])
      expect(() => services.storage.pathOf(name)).toThrow('not the name of a stored file')
  })

  test('removes row and bytes', async () => {
    const { sha256 } = await services.storage.put(Buffer.from('goodbye'), 'text/plain')
    await services.storage.remove(sha256)
    expect(await services.storage.has(sha256)).toBe(false)
    await expect(services.storage.read(sha256)).rejects.toMatchObject({ code: 'missing-file' })
  })
})
