/** A file or a folder that comes from the server: whole in the end, or not there. */
import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { extract } from 'tar-stream'
import { CliError } from './exit-codes.js'

export const download = (url: URL, file: string): Promise<void> =>
  whole(file, async (part) => pipeline(await read(url), createWriteStream(part)))

/** Unpacks a tar into a folder that must not exist yet. */
export async function unpack(url: URL, folder: string): Promise<void> {
  if (existsSync(folder)) {
    throw new CliError('exists', `${folder} exists already.`, {
      advice: 'Name a new folder, or a file that ends in .tar.',
    })
  }
  await whole(folder, async (part) => {
    const entries = extract()
    const done = pipeline(await read(url), entries)
    for await (const entry of entries) {
      const path = join(part, entry.header.name)
      if (relative(part, path).startsWith('..'))
        throw new CliError('bad-archive', `The archive names a file outside itself: ${entry.header.name}`)
      await mkdir(dirname(path), { recursive: true })
      await pipeline(entry, createWriteStream(path))
    }
    await done
  })
}

async function whole(target: string, write: (part: string) => Promise<void>): Promise<void> {
  const part = `${target}.part`
  try {
    await mkdir(dirname(part), { recursive: true })
    await write(part)
    await rename(part, target)
  } catch (error) {
    await rm(part, { recursive: true, force: true })
    if (error instanceof CliError) throw error
    throw new CliError(
      'not-written',
      `${target} could not be written: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    )
  }
}

async function read(url: URL): Promise<Readable> {
  const response = await fetch(url)
  if (!response.ok || response.body === null)
    throw new CliError('download-failed', `${url.href} answered ${response.status}.`)
  return Readable.fromWeb(response.body as ReadableStream)
}
