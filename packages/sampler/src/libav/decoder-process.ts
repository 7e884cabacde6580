/**
 * One decoder process, from its parent's side: started without an environment (but for how it keeps memory), watched
 * for time and memory, killed as a group. It serves one request at a time. When it dies, for whatever reason, that request fails with a code and the
 * caller starts another process.
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import type { Readable, Writable } from 'node:stream'
import { SamplerError } from '../errors.js'
import type { DecodeLimits } from '../limits.js'
import { killGroup } from '../kill-group.js'
import { residentBytes } from '../process-memory.js'
import { Stopwatch } from '../stopwatch.js'
import { checkAnswer } from './check-answer.js'
import type { DecoderAnswer, DecoderRequest } from './protocol.js'
import { readMessages } from './wire.js'

export interface Watch {
  limits: DecodeLimits
  seconds: number
  signal?: AbortSignal
}

export type OnPicture = (picture: Extract<DecoderAnswer, { type: 'picture' }>, pixels: Buffer) => Promise<void>

const START_SECONDS = 20
const WATCH_MILLISECONDS = 200
const KEPT_STDERR_BYTES = 64 * 1024

/**
 * All of its environment. What libav gives back goes back to the system: with glibc's own habits each thread
 * keeps what it once had, and a decoder that serves many videos grew past its limit.
 */
const memoryHabits = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '1048576', MALLOC_TRIM_THRESHOLD_: '67108864' }

export class DecoderProcess {
  requests = 0
  private verdict: SamplerError | undefined
  private lastWords = ''
  private lastHeard = Date.now()
  private readonly child: ChildProcessByStdio<Writable, Readable, Readable>
  private readonly messages: AsyncGenerator<{ header: unknown; payload: Buffer }>
  private readonly ended: Promise<void>

  private constructor(argv: readonly string[]) {
    this.child = spawn(argv[0] as string, argv.slice(1), {
      env: memoryHabits,
      cwd: '/',
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    this.ended = new Promise((resolve) => {
      // Not 'close': that waits until everything the process said was read, and after a wrong word nobody reads on.
      this.child.once('exit', () => resolve())
      this.child.once('error', (cause) => {
        this.verdict ??= new SamplerError('decoder-crashed', 'The decoder process could not be started.', { cause })
        resolve()
      })
    })
    // A process that dies while it is written to is noticed by its silence.
    this.child.stdin.on('error', () => undefined)
    this.child.stderr.on('data', (chunk: Buffer) => {
      this.lastWords = (this.lastWords + chunk.toString('latin1')).slice(-KEPT_STDERR_BYTES)
    })
    this.messages = readMessages(this.child.stdout)
    // A program that forgets to close its decoder ends all the same: only a request keeps it up, by its watchdog.
    this.child.unref()
    for (const stream of [this.child.stdin, this.child.stdout, this.child.stderr]) (stream as Socket).unref()
  }

  static async start(
    argv: readonly string[],
    limits: DecodeLimits,
  ): Promise<{ process: DecoderProcess; version: string; canToneMap: boolean }> {
    const started = new DecoderProcess(argv)
    const answer = await started.listen({ limits, seconds: START_SECONDS }, async () => undefined)
    if (answer.type !== 'ready')
      throw started.end(new SamplerError('decoder-crashed', 'The decoder did not introduce itself.'))
    return { process: started, version: answer.version, canToneMap: answer.canToneMap }
  }

  get isAlive(): boolean {
    return this.verdict === undefined && this.child.exitCode === null && this.child.signalCode === null
  }

  async request(request: DecoderRequest, watch: Watch, onPicture: OnPicture): Promise<DecoderAnswer> {
    this.requests++
    this.child.stdin.write(`${JSON.stringify(request)}\n`)
    return this.listen(watch, onPicture)
  }

  async close(): Promise<void> {
    this.end(new SamplerError('aborted'))
    await this.hasEnded()
    for (const stream of [this.child.stdin, this.child.stdout, this.child.stderr]) stream.destroy()
  }

  /** Everything up to the answer that ends a request. */
  private async listen({ limits, seconds, signal }: Watch, onPicture: OnPicture): Promise<DecoderAnswer> {
    const stopwatch = new Stopwatch()
    this.lastHeard = Date.now()
    const watchdog = setInterval(() => this.look(stopwatch, seconds, limits), WATCH_MILLISECONDS)
    const abort = () => this.end(new SamplerError('aborted', undefined, { cause: signal?.reason }))
    signal?.addEventListener('abort', abort, { once: true })
    if (signal?.aborted === true) abort()
    try {
      for (;;) {
        const { value, done } = await this.messages.next()
        if (done === true) throw await this.died()
        // What it said before it was ended may still arrive.
        if (this.verdict !== undefined) throw this.verdict
        this.lastHeard = Date.now()
        const answer = checkAnswer(value.header)
        if (answer.type === 'alive') continue
        if (answer.type !== 'picture') return answer
        // A caller that takes its time is not the decoder's fault.
        await stopwatch.pauseWhile(() => onPicture(answer, value.payload))
        this.lastHeard = Date.now()
      }
    } catch (error) {
      throw this.end(
        error instanceof SamplerError ? error : new SamplerError('decoder-crashed', undefined, { cause: error }),
      )
    } finally {
      clearInterval(watchdog)
      signal?.removeEventListener('abort', abort)
    }
  }

  private look(stopwatch: Stopwatch, seconds: number, limits: DecodeLimits): void {
    if (stopwatch.seconds > seconds)
      this.end(new SamplerError('decoder-timeout', `The video decoder needed more than ${seconds} s.`))
    else if (!stopwatch.isPaused && Date.now() - this.lastHeard > limits.idleSeconds * 1000)
      this.end(new SamplerError('decoder-timeout', `The video decoder was silent for ${limits.idleSeconds} s.`))
    else if (((this.child.pid && residentBytes(this.child.pid)) || 0) > limits.memoryBytes)
      this.end(
        new SamplerError(
          'decoder-out-of-memory',
          `The video decoder needed more than ${Math.round(limits.memoryBytes / 1e6)} MB.`,
        ),
      )
  }

  /** The first reason is the one that counts. */
  private end(reason: SamplerError): SamplerError {
    this.verdict ??= reason
    const { pid } = this.child
    if (pid !== undefined && this.child.exitCode === null && this.child.signalCode === null) killGroup(pid)
    return this.verdict
  }

  private async hasEnded(): Promise<void> {
    this.child.ref()
    await this.ended
  }

  private async died(): Promise<SamplerError> {
    await this.hasEnded()
    if (this.verdict !== undefined) return this.verdict
    const how = this.child.signalCode ?? `exit ${this.child.exitCode}`
    return new SamplerError('decoder-crashed', undefined, {
      cause: new Error(`${how}: ${this.lastWords.trim().slice(-2000)}`),
    })
  }
}
