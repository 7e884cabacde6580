/** What this machine brings: Node, the optional programs, room on the disk. */
import { accessSync, constants, existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { delimiter, dirname, join, resolve } from 'node:path'
import { bytesText } from './quantities.js'
import type { Finding } from './verbs/doctor.js'

const leastFreeBytes = 2_000_000_000

export async function checkMachine(environment: NodeJS.ProcessEnv): Promise<Finding[]> {
  return [
    { what: 'node', state: 'ok', detail: `${process.versions.node} on ${process.platform} ${process.arch}` },
    program(
      environment,
      'ffmpeg',
      'ffmpeg',
      'Not needed where libav is; it is the second decoder and cuts the demo clip.',
    ),
    program(
      environment,
      'bwrap',
      'bubblewrap',
      'Without it the decoder runs with limits, but without a sandbox of its own.',
    ),
    await disk(resolve(environment.INIT_CWD ?? '.', environment.V2R_DATA_DIR?.trim() || '.v2r')),
  ]
}

function program(environment: NodeJS.ProcessEnv, name: string, what: string, advice: string): Finding {
  const found = (environment.PATH ?? '').split(delimiter).find((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
  if (found === undefined) return { what, state: 'absent', detail: 'not on the PATH', advice }
  return { what, state: 'ok', detail: join(found, name) }
}

async function disk(folder: string): Promise<Finding> {
  let existing = folder
  while (!existsSync(existing)) existing = dirname(existing)
  const { bavail, bsize } = await statfs(existing)
  const free = bavail * bsize
  const detail = `${bytesText(free)} free for ${folder}`
  if (free >= leastFreeBytes) return { what: 'disk', state: 'ok', detail }
  return { what: 'disk', state: 'broken', detail, advice: 'Make room, or let V2R_DATA_DIR point to a larger disk.' }
}
