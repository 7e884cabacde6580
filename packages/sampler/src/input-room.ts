/**
 * A private folder that holds exactly the file being decoded, under a plain name. A sandboxed decoder sees this folder
 * and nothing else of the disk, so it may live on and serve the next request without ever seeing another video.
 */
import { constants } from 'node:fs'
import { copyFile, link, lstat, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { SamplerError } from './errors.js'
import type { InputFile } from './input-file.js'
import { openRegular } from './input-file.js'

export class InputRoom {
  private count = 0

  private constructor(readonly folder: string) {}

  static async open(parent = tmpdir()): Promise<InputRoom> {
    await mkdir(parent, { recursive: true })
    await sweep(parent)
    return new InputRoom(await mkdtemp(join(parent, `${prefix}${process.pid}-`)))
  }

  /** Brings the file in; the name it has there. Linked where that is possible, copied where not. */
  async admit(file: InputFile): Promise<string> {
    const name = `video-${++this.count}`
    const place = join(this.folder, name)
    if (!(await this.linkInto(file, place))) await copyThrough(file, place)
    return name
  }

  async dismiss(name: string): Promise<void> {
    await rm(join(this.folder, name), { force: true })
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true })
  }

  private async linkInto(file: InputFile, place: string): Promise<boolean> {
    if (!file.isReadableByChild) return false
    const isLinked = await link(file.path, place).then(
      () => true,
      // Another disk, or a file system without links: the copy does as well.
      () => false,
    )
    if (!isLinked) return false
    const stat = await lstat(place, { bigint: true })
    if (stat.dev === file.device && stat.ino === file.inode && stat.isFile()) return true
    await rm(place, { force: true })
    throw new SamplerError('not-a-regular-file', 'The file was exchanged while it was being opened.')
  }
}

/** The host's name, since several machines may share a disk. */
const prefix = `v2r-decoder-${hostname()}-`

/** Rooms of processes that were killed: nobody else would ever empty them. */
async function sweep(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN
    if (Number.isInteger(pid) && !isRunning(pid)) await rm(join(parent, name), { recursive: true, force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

/** Through the open file, so that what is copied is what was inspected. */
async function copyThrough(file: InputFile, place: string): Promise<void> {
  const handle = await openRegular(file.path)
  try {
    const stat = await handle.stat({ bigint: true })
    if (stat.ino !== file.inode || stat.dev !== file.device)
      throw new SamplerError('not-a-regular-file', 'The file was exchanged while it was being opened.')
    await copyFile(`/proc/self/fd/${handle.fd}`, place, constants.COPYFILE_FICLONE).catch(() =>
      copyFile(file.path, place),
    )
  } finally {
    await handle.close()
  }
}
