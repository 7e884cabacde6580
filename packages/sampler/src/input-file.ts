/**
 * The front gate for a path: a regular file, not a link to one, not empty, not too large, and by its first bytes a
 * container that we accept. Everything here is refused before a decoder is started.
 */
import { constants } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { lstat, open } from 'node:fs/promises'
import { resolve } from 'node:path'
import { cutOffBytes } from './cut-off.js'
import { SamplerError } from './errors.js'
import type { ContainerFamily } from './sniff.js'
import { SNIFF_BYTES, sniffContainer } from './sniff.js'

export interface InputFile {
  path: string
  sizeBytes: number
  family: ContainerFamily
  device: bigint
  inode: bigint
  /** A decoder that has lost its privileges can read it: it is ours, or everyone's. */
  isReadableByChild: boolean
  /** What is wrong with the file as a whole: whatever is read of it is a part. */
  problems: string[]
  /** Changes whenever the content may have. */
  identity: string
}

export async function inspectInput(path: string, maxBytes: number): Promise<InputFile> {
  const absolute = resolve(path)
  const before = await lstat(absolute, { bigint: true }).catch((cause: unknown) => {
    throw new SamplerError('file-not-found', undefined, { cause })
  })
  if (!before.isFile()) throw new SamplerError('not-a-regular-file')
  const handle = await openRegular(absolute)
  try {
    const stat = await handle.stat({ bigint: true })
    if (!stat.isFile()) throw new SamplerError('not-a-regular-file')
    if (stat.size === 0n) throw new SamplerError('empty-file')
    if (stat.size > BigInt(maxBytes))
      throw new SamplerError('too-large', `The file has ${stat.size} bytes; the limit is ${maxBytes}.`)
    const head = new Uint8Array(SNIFF_BYTES)
    const { bytesRead } = await handle.read(head, 0, SNIFF_BYTES, 0)
    const start = head.subarray(0, bytesRead)
    const family = sniffContainer(start)
    const missing = cutOffBytes(start, family, Number(stat.size))
    return {
      path: absolute,
      sizeBytes: Number(stat.size),
      family,
      problems: missing > 0 ? [`the file was cut off, ${missing} bytes are missing`] : [],
      device: stat.dev,
      inode: stat.ino,
      isReadableByChild: Number(stat.uid) === process.getuid?.() || (stat.mode & 0o004n) !== 0n,
      identity: `${stat.dev}:${stat.ino}:${stat.size}:${stat.mtimeNs}`,
    }
  } finally {
    await handle.close()
  }
}

/** Never follows a link in the last step, never waits for the other end of a pipe. */
export async function openRegular(path: string): Promise<FileHandle> {
  return open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)).catch(
    (cause: unknown) => {
      const code = (cause as NodeJS.ErrnoException).code
      throw new SamplerError(code === 'ELOOP' ? 'not-a-regular-file' : 'file-not-found', undefined, { cause })
    },
  )
}
