/** The real server, or a worker, as a process of its own that a suite can kill. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../apps/api/dist/main.js', import.meta.url))

export interface ServerProcess {
  readonly child: ChildProcess
  readonly log: () => string
  /** Sends the signal to the process alone and waits for its end. */
  end(signal: NodeJS.Signals): Promise<void>
}

/** Starts `main.js serve` and waits until `/health` answers. */
export async function startServer(environment: Record<string, string>): Promise<ServerProcess> {
  const server = startProcess(['serve'], environment)
  const url = `http://127.0.0.1:${environment.PORT}/health`
  for (let waited = 0; waited < 60_000; waited += 100) {
    if (server.child.exitCode !== null) throw new Error(`The server ended before it was ready:\n${server.log()}`)
    if (await isUp(url)) return server
    await sleep(100)
  }
  throw new Error(`The server was not ready after 60 s:\n${server.log()}`)
}

export function startWorker(environment: Record<string, string>): ServerProcess {
  return startProcess(['worker'], environment)
}

function startProcess(args: string[], environment: Record<string, string>): ServerProcess {
  const child = spawn(process.execPath, [main, ...args], {
    env: { PATH: process.env.PATH ?? '', HOST: '127.0.0.1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const keep = (piece: Buffer) => (output = (output + piece.toString()).slice(-20_000))
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  return {
    child,
    log: () => output,
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill(signal)
      await ended
    },
  }
}

async function isUp(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok
  } catch {
    return false // not listening yet
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
