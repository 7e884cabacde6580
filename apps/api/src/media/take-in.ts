/**
 * Brings bytes into a file of ours, counting and hashing them on the way, and flushes it. Of this machine's
 * files only plain ones are opened: a link may lead anywhere, and a pipe never ends.
 */
import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { open, rename, unlink, type FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { ApiError } from '../errors.js'
import type { StorageSource, StoredFile } from './storage.js'

/** Ours: no video may be larger. What the house itself writes may be. */
export const maxFileBytes = 2 * 1024 ** 3

export async function takeIn(source: StorageSource, temporary: string, maxBytes = maxFileBytes): Promise<StoredFile> {
  if (source instanceof Uint8Array) return copy(Readable.from([source]), temporary, maxBytes)
  if (source instanceof Readable) return copy(source, temporary, maxBytes)
  const handle = await openRegularFile(source.path)
  try {
    if (!source.move) return await copy(handle.createReadStream({ autoClose: false }), temporary, maxBytes)
    const stored = await hash(handle.createReadStream({ autoClose: false }), maxBytes)
    if (await moved(source.path, temporary)) return stored
  } finally {
    await handle.close()
  }
  // On another disk a rename is a copy.
  const stored = await takeIn({ path: source.path }, temporary, maxBytes)
  await unlink(source.path)
  return stored
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

async function copy(source: Readable, temporary: string, maxBytes: number): Promise<StoredFile> {
  const target = await open(temporary, 'wx', 0o644)
  try {
    const stored = await hash(source, maxBytes, async (piece) => void (await target.writeFile(piece)))
    await target.sync()
    return stored
  } finally {
    await target.close()
  }
}

async function hash(
  source: Readable,
  maxBytes: number,
  write?: (piece: Uint8Array) => Promise<void>,
): Promise<StoredFile> {
  const digest = createHash('sha256')
  let sizeBytes = 0
  for await (const piece of source as AsyncIterable<Uint8Array>) {
    sizeBytes += piece.byteLength
    if (sizeBytes > maxBytes)
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
