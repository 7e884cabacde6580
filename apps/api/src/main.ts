/**
 * The process. `serve` (the default) is everything in one; `worker` is one of many that share a PostgreSQL.
 * Arguments after `serve` are files and folders to import. Whatever keeps it from starting is one sentence.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readEnv, type Env } from './env.js'
import { toFailure } from './failure.js'
import { serve } from './serve.js'
import { work } from './worker.js'

export interface RunningProcess {
  close(): Promise<void>
}

async function main(): Promise<void> {
  const envFile = join(process.cwd(), '.env')
  if (existsSync(envFile)) process.loadEnvFile(envFile)
  const env = readEnv(process.env)
  const running = await start(
    env,
    process.argv.slice(2).filter((argument) => argument !== '--'),
  )
  stopOnSignal(running)
}

function start(env: Env, [command = 'serve', ...rest]: string[]): Promise<RunningProcess> {
  if (command === 'worker') return work(env)
  return command === 'serve' ? serve(env, rest) : serve(env, [command, ...rest])
}

function stopOnSignal(running: RunningProcess): void {
  let isStopping = false
  const stop = async () => {
    // A second signal is a person who does not want to wait.
    if (isStopping) process.exit(130)
    isStopping = true
    try {
      await running.close()
      process.exit(0)
    } catch (error) {
      giveUp(error)
    }
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

function giveUp(error: unknown): never {
  const { code, message, advice } = toFailure(error)
  const details = code === 'internal' && error instanceof Error ? `\n${error.stack}` : ''
  process.stderr.write(`${message}${advice === null ? '' : ` ${advice}`}${details}\n`)
  process.exit(1)
}

try {
  await main()
} catch (error) {
  giveUp(error)
}
