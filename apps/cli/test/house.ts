/** A real server on an empty data folder, and the built `v2r` as its client: two processes, as people run them. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const built = (path: string) => fileURLToPath(new URL(`../../${path}/dist/main.js`, import.meta.url))

export interface Ended {
  code: number | null
  out: string
  log: string
  /** With `--json`: the events of standard output. */
  events: { event: string; [name: string]: unknown }[]
}

export interface House {
  readonly folder: string
  readonly url: string
  v2r(args: string[], options?: { interruptAfter?: string }): Promise<Ended>
  close(): Promise<void>
}

export async function openHouse(): Promise<House> {
  const folder = await mkdtemp(join(tmpdir(), 'v2r-cli-'))
  const server = spawn(process.execPath, [built('api')], {
    cwd: folder,
    env: { PATH: process.env.PATH, PORT: '0', V2R_DATA_DIR: join(folder, 'data') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    server.stdout.on('data', (piece: Buffer) => {
      said += piece.toString()
      const found = /ready at (http:\S+)/.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    })
    server.once('exit', (code) => reject(new Error(`The server ended with ${code} before it was ready: ${said}`)))
  })
  return {
    folder,
    url,
    v2r: (args, options) => v2r(args, { V2R_URL: url, cwd: folder, ...options }),
    async close() {
      const ended = once(server, 'exit')
      server.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export async function v2r(
  args: string[],
  { V2R_URL, cwd, interruptAfter }: { V2R_URL: string; cwd: string; interruptAfter?: string },
): Promise<Ended> {
  const child = spawn(process.execPath, [built('cli'), ...args], {
    cwd,
    env: { PATH: process.env.PATH, V2R_URL, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let log = ''
  let isInterrupted = false
  const look = () => {
    if (isInterrupted || interruptAfter === undefined || !`${out}${log}`.includes(interruptAfter)) return
    isInterrupted = true
    child.kill('SIGINT')
  }
  child.stdout.on('data', (piece: Buffer) => {
    out += piece.toString()
    look()
  })
  child.stderr.on('data', (piece: Buffer) => {
    log += piece.toString()
    look()
  })
  const [code] = (await once(child, 'close')) as [number | null]
  const events = args.includes('--json')
    ? out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Ended['events'][number])
    : []
  return { code, out, log, events }
}
