/**
 * Files named by their content. A row in `files` exists only once the bytes are whole on disk: they are written
 * under a name of their own, flushed, renamed, and the folder is flushed, before the database hears of them.
 */
import { createHash, randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat, unlink, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { eq } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { files } from '../db/schema.js'
import { ApiError } from '../errors.js'

export interface StoredFile {
  sha256: string
  sizeBytes: number
}

/** Bytes, a stream of them, or a file on this machine: copied, or taken over where `move` says so. */
export type StorageSource = Uint8Array | Readable | { path: string; move?: boolean }

export interface Storage {
  /** Writes the bytes and their row; the same bytes twice are one file. @throws ApiError `disk-full` */
  put(source: StorageSource, mediaType: string): Promise<StoredFile>
  /** Absolute path of the bytes; the file may be absent where it was removed. */
  pathOf(sha256: string): string
  has(sha256: string): Promise<boolean>
  /** @throws ApiError `missing-file` */
  read(sha256: string): Promise<Buffer>
  /** Row and bytes. Refused by the database while another row names the file. */
  remove(sha256: string): Promise<void>
}

/** The limit of RELIABILITY §2.1. */
export const maxFileBytes = 2 * 1024 ** 3
const staleMs = 6 * 3600 * 1000

/** `isAlone`: no other process shares the folder, so whatever is half written there is nobody's. */
export async function createStorage(db: Database, folder: string, options: { isAlone: boolean }): Promise<Storage> {
  const unfinished = join(folder, 'unfinished')
  await mkdir(unfinished, { recursive: true })
  await sweep(unfinished, options.isAlone ? 0 : staleMs)

  function pathOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new ApiError('invalid-input', 'This is not the name of a stored file.')
    return join(folder, sha256.slice(0, 2), sha256.slice(2))
  }

  /** Puts the finished file where it belongs; the same content may be there already. */
  async function keep(path: string, { sha256, sizeBytes }: StoredFile): Promise<void> {
    const target = pathOf(sha256)
    const known = await sizeOf(target)
    if (known === sizeBytes) return unlink(path)
    await mkdir(dirname(target), { recursive: true })
    await rename(path, target)
    await flushFolder(dirname(target))
  }

  return {
    pathOf,

    async put(source, mediaType) {
      const temporary = join(unfinished, randomUUID())
      try {
        const stored = await takeIn(source, temporary)
        await keep(temporary, stored)
        await db
          .insert(files)
          .values({ ...stored, mediaType })
          .onConflictDoNothing()
        return stored
      } catch (error) {
        await rm(temporary, { force: true })
        throw asStorageError(error)
      }
    },

    async has(sha256) {
      return (await sizeOf(pathOf(sha256))) !== null
    },

    async read(sha256) {
      try {
        return await readFile(pathOf(sha256))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
        throw new ApiError('missing-file', 'The stored file is no longer there.', { cause: error })
      }
    },

    async remove(sha256) {
      await db.delete(files).where(eq(files.sha256, sha256))
      await rm(pathOf(sha256), { force: true })
    },
  }
}

/** Opens a file of this machine as a plain file only: no link, no pipe, no device. @throws ApiError */
export async function openRegularFile(path: string): Promise<FileHandle> {
  let handle: FileHandle
  try {
    handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ELOOP') throw notAFile('a link')
    throw new ApiError('unreadable', `The file cannot be opened (${code ?? 'unknown reason'}).`, {
      cause: error,
      advice: 'Check that it exists and may be read.',
    })
  }
  const facts = await handle.stat()
  if (facts.isFile()) return handle
  await handle.close()
  throw notAFile(facts.isDirectory() ? 'a folder' : 'a pipe or a device')
}

function notAFile(what: string): ApiError {
  return new ApiError('not-a-file', `This is ${what}, not a file.`, { advice: 'Give the path of the video itself.' })
}

async function takeIn(source: StorageSource, temporary: string): Promise<StoredFile> {
  if (source instanceof Uint8Array) return copy(Readable.from([source]), temporary)
  if (source instanceof Readable) return copy(source, temporary)
  const handle = await openRegularFile(source.path)
  try {
    if (!source.move) return await copy(handle.createReadStream({ autoClose: false }), temporary)
    const stored = await hash(handle.createReadStream({ autoClose: false }))
    if (await moved(source.path, temporary)) return stored
  } finally {
    await handle.close()
  }
  // On another disk a rename is a copy.
  const stored = await takeIn({ path: source.path }, temporary)
  await unlink(source.path)
  return stored
}

async function copy(source: Readable, temporary: string): Promise<StoredFile> {
  const target = await open(temporary, 'wx', 0o644)
  try {
    const stored = await hash(source, async (piece) => void (await target.writeFile(piece)))
    await target.sync()
    return stored
  } finally {
    await target.close()
  }
}

async function hash(source: Readable, write?: (piece: Uint8Array) => Promise<void>): Promise<StoredFile> {
  const digest = createHash('sha256')
  let sizeBytes = 0
  for await (const piece of source as AsyncIterable<Uint8Array>) {
    sizeBytes += piece.byteLength
    if (sizeBytes > maxFileBytes)
      throw new ApiError('too-large', 'The file is larger than 2 GiB.', { advice: 'Cut or compress the video.' })
    digest.update(piece)
    await write?.(piece)
  }
  return { sha256: digest.digest('hex'), sizeBytes }
}

async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EXDEV') return false
    throw error
  }
  const handle = await open(to, 'r+')
  await handle.sync()
  await handle.close()
  return true
}

async function flushFolder(path: string): Promise<void> {
  const handle = await open(path, 'r')
  await handle.sync()
  await handle.close()
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

async function sweep(folder: string, olderThanMs: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    if (Date.now() - (await stat(path)).mtimeMs >= olderThanMs) await rm(path, { force: true })
  }
}

const fullDiskCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

export function asStorageError(error: unknown): unknown {
  if (!fullDiskCodes.has((error as NodeJS.ErrnoException).code ?? '')) return error
  return new ApiError('disk-full', 'The disk is full.', {
    cause: error,
    advice: 'Make room in the data folder, then retry.',
  })
}
