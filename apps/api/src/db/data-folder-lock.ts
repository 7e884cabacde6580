/**
 * One process per data folder. PGlite does not notice a second one: both say that their rows are stored, and
 * thousands of them are gone. The lock is a file beside the database folder that names its holder; it is held
 * for life, and taken over only when the holder is provably gone.
 */
import { randomUUID } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  fsyncSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ApiError } from '../errors.js'

export interface DataFolderLock {
  release(): void
}

interface Holder {
  pid: number
  /** The kernel's start time of the process: a pid alone may have been given to another program. */
  startTime: string | null
  /** Where the pid means something: a container has pids of its own. */
  machine: string
  token: string
}

/** A holder on another machine or in another container is gone when its file has not been touched this long. */
const foreignSilenceMs = 120_000
const touchEveryMs = 20_000
/** How long a file may be empty between being made and being written. */
const writeGraceMs = 500
const takeoverGraceMs = 5000

/** @throws ApiError `database-locked`, naming the pid */
export async function lockDataFolder(path: string): Promise<DataFolderLock> {
  mkdirSync(dirname(path), { recursive: true })
  const holder: Holder = {
    pid: process.pid,
    startTime: startTimeOf(process.pid),
    machine: machineName(),
    token: randomUUID(),
  }
  while (!create(path, JSON.stringify(holder))) {
    const current = await readHolder(path)
    if (current === 'gone') continue
    if (current !== 'unreadable' && isAlive(current, path)) throw lockedBy(current, path)
    await removeStale(path, current)
  }

  const touching = setInterval(() => {
    if (isOurs(path, holder)) utimesSync(path, new Date(), new Date())
  }, touchEveryMs)
  touching.unref()
  const release = () => {
    clearInterval(touching)
    process.off('exit', release)
    if (isOurs(path, holder)) rmSync(path, { force: true })
  }
  process.once('exit', release)
  return { release }
}

/** False where the file is there already. */
function create(path: string, content: string): boolean {
  let file: number
  try {
    file = openSync(path, 'wx', 0o644)
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    throw error
  }
  writeSync(file, content)
  fsyncSync(file)
  closeSync(file)
  return true
}

async function readHolder(path: string): Promise<Holder | 'gone' | 'unreadable'> {
  for (const deadline = Date.now() + writeGraceMs; ; await sleep(50)) {
    try {
      return JSON.parse(readFileSync(path, 'utf8')) as Holder
    } catch (error) {
      if (isCode(error, 'ENOENT')) return 'gone'
      if (Date.now() > deadline) return 'unreadable'
    }
  }
}

function isAlive(holder: Holder, path: string): boolean {
  if (holder.machine !== machineName()) return Date.now() - statSync(path).mtimeMs < foreignSilenceMs
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if (isCode(error, 'ESRCH')) return false
  }
  return holder.startTime === null || holder.startTime === startTimeOf(holder.pid)
}

/** Two processes may find the same stale file; the second must not remove what the first has just made. */
async function removeStale(path: string, seen: Holder | 'unreadable'): Promise<void> {
  const guard = `${path}.takeover`
  if (!create(guard, String(process.pid))) {
    if (existsSync(guard) && Date.now() - statSync(guard).mtimeMs > takeoverGraceMs) rmSync(guard, { force: true })
    return void (await sleep(50))
  }
  try {
    const now = await readHolder(path)
    const isSame =
      now === 'unreadable' ? seen === 'unreadable' : now !== 'gone' && seen !== 'unreadable' && now.token === seen.token
    if (isSame) rmSync(path, { force: true })
  } finally {
    rmSync(guard, { force: true })
  }
}

function isOurs(path: string, holder: Holder): boolean {
  try {
    return (JSON.parse(readFileSync(path, 'utf8')) as Holder).token === holder.token
  } catch {
    return false // removed or replaced: no longer ours to touch
  }
}

function lockedBy(holder: Holder, path: string): ApiError {
  return new ApiError('database-locked', `Process ${holder.pid} already uses this data folder (${dirname(path)}).`, {
    advice:
      'Stop that process, set V2R_DATA_DIR to another folder, or use PostgreSQL (DATABASE_URL), which several processes can share.',
    details: { pid: holder.pid },
  })
}

/** Field 22 of /proc/PID/stat; null where there is no such thing. */
function startTimeOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null // not Linux, or the process has just gone: `kill(pid, 0)` decides
  }
}

function machineName(): string {
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return hostname() // not Linux
  }
}

function isCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code
}
