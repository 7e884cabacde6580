/**
 * The one function that runs a command-line tool: no shell, no environment, a group of its own that is killed as a
 * whole, its output read as it comes and never kept beyond what is asked for.
 */
import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { SamplerError } from './errors.js'
import { killGroup } from './kill-group.js'
import { residentBytes } from './process-memory.js'
import { Stopwatch } from './stopwatch.js'

export interface ToolRun {
  seconds: number
  memoryBytes: number
  /** Counts the seconds: whoever reads the output may pause it. */
  stopwatch?: Stopwatch
  signal?: AbortSignal
  /** Read by the caller as it comes: standard output, and a second pipe as descriptor 3. */
  onOutput: (stdout: Readable, extra: Readable) => Promise<void>
}

export interface ToolResult {
  /** Undefined where a signal ended it. */
  exitCode?: number
  signal?: string
  /** The last 64 KB. */
  stderr: string
}

const KEPT_STDERR_BYTES = 64 * 1024
const WATCH_MILLISECONDS = 200

export async function runTool(argv: readonly string[], run: ToolRun): Promise<ToolResult> {
  if (run.signal?.aborted === true) throw new SamplerError('aborted', undefined, { cause: run.signal.reason })
  const child = spawn(argv[0] as string, argv.slice(1), {
    env: {},
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  const extra = child.stdio[3] as Readable
  let verdict: SamplerError | undefined
  const end = (reason: SamplerError) => {
    verdict ??= reason
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) killGroup(child.pid)
  }
  let stderr = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString('latin1')).slice(-KEPT_STDERR_BYTES)
  })
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve())
    child.once('error', (cause) => {
      verdict ??= new SamplerError('decoder-crashed', 'The decoder could not be started.', { cause })
      resolve()
    })
  })
  const { stopwatch = new Stopwatch() } = run
  const watchdog = setInterval(() => {
    if (stopwatch.seconds > run.seconds)
      end(new SamplerError('decoder-timeout', `The video decoder needed more than ${run.seconds} s.`))
    else if (child.pid !== undefined && (residentBytes(child.pid) ?? 0) > run.memoryBytes)
      end(
        new SamplerError(
          'decoder-out-of-memory',
          `The video decoder needed more than ${Math.round(run.memoryBytes / 1e6)} MB.`,
        ),
      )
  }, WATCH_MILLISECONDS)
  const abort = () => end(new SamplerError('aborted', undefined, { cause: run.signal?.reason }))
  run.signal?.addEventListener('abort', abort, { once: true })
  try {
    await run.onOutput(child.stdout as Readable, extra)
  } catch (error) {
    // A stream that breaks off because of our own verdict is no news.
    end(error instanceof SamplerError ? error : new SamplerError('decoder-crashed', undefined, { cause: error }))
    // Nobody reads on, and what is never read never closes.
    for (const stream of [child.stdout, extra]) stream?.destroy()
  } finally {
    await ended
    clearInterval(watchdog)
    run.signal?.removeEventListener('abort', abort)
  }
  if (verdict !== undefined) throw verdict
  return {
    ...(child.exitCode === null ? {} : { exitCode: child.exitCode }),
    ...(child.signalCode === null ? {} : { signal: child.signalCode }),
    stderr,
  }
}
