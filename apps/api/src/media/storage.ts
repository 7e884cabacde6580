/**
 * Files named by their content. A row in `files` exists only once the bytes are whole on disk: they are written
 * under a name of their own, flushed, renamed, and the folder is flushed, before the database hears of them.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { eq } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { files } from '../db/schema.js'
import { ApiError } from '../errors.js'
import { takeIn } from './take-in.js'

export interface StoredFile {
  sha256: string
  sizeBytes: number
}

/** Bytes, a stream of them, or a file on this machine: copied, or taken over where `move` says so. */
export type StorageSource = Uint8Array | Readable | { path: string; move?: boolean }

export interface Storage {
  /** Writes the bytes and their row; the same bytes twice are one file. @throws ApiError `disk-full` */
  put(source: StorageSource, mediaType: string, options?: { maxBytes?: number }): Promise<StoredFile>
  /** Absolute path of the bytes; the file may be absent where it was removed. */
  pathOf(sha256: string): string
  has(sha256: string): Promise<boolean>
  /** @throws ApiError `missing-file` */
  read(sha256: string): Promise<Buffer>
  /** Row and bytes. Refused by the database while another row names the file. */
  remove(sha256: string): Promise<void>
}

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

    async put(source, mediaType, { maxBytes } = {}) {
      const temporary = join(unfinished, randomUUID())
      try {
        const stored = await takeIn(source, temporary, maxBytes)
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
