/** Runs one of our TypeScript files as a process of its own, and hears what it says line by line. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { until } from './until.js'

export interface TestProcess {
  child: ChildProcess
  readonly lines: readonly string[]
  /** What it said on stderr. */
  readonly errors: string
  says(pattern: RegExp): Promise<string>
  kill(signal: NodeJS.Signals): void
  /** Its exit code; null where a signal ended it. */
  ended(): Promise<number | null>
}

export function startProcess(file: URL, env: Record<string, string>, args: string[] = []): TestProcess {
  const hooks = new URL('./children/typescript-hooks.mjs', import.meta.url).href
  const child = spawn(process.execPath, ['--import', hooks, file.pathname, ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  let errors = ''
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line))
  child.stderr.on('data', (piece) => (errors += piece))
  const gone = once(child, 'exit')
  return {
    child,
    lines,
    get errors() {
      return errors
    },
    async says(pattern) {
      await until(() => {
        if (child.exitCode !== null) throw new Error(`The process ended with ${child.exitCode}: ${errors}`)
        return lines.some((line) => pattern.test(line))
      }, 60_000)
      return lines.find((line) => pattern.test(line)) ?? ''
    },
    kill: (signal) => child.kill(signal),
    async ended() {
      await gone
      return child.exitCode
    },
  }
}
