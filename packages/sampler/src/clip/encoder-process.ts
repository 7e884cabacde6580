/** The parent's end of the process that runs CLIP: starts it, asks, gives up waiting when told to, and ends it. */
import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { SamplerError } from '../errors.js'
import { aborted } from './hub-request.js'
import type { FromEncoder, Question, ToEncoder } from './wire.js'

/** Ours: a picture takes well under a second; this is for one that never comes back. */
const ANSWER_SECONDS = 120
const MOST_ERROR_TEXT = 4000

interface Waiting {
  resolve: (vector: Float32Array) => void
  reject: (error: unknown) => void
}

export class EncoderProcess {
  private readonly child: ChildProcess
  private readonly waiting = new Map<number, Waiting>()
  private lastNumber = 0
  private errorText = ''
  private end: SamplerError | undefined

  constructor() {
    this.child = fork(childFile(), [], {
      env: {},
      execArgv: ['--no-warnings'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    this.child.stderr?.on('data', (bytes: Buffer) => {
      this.errorText = (this.errorText + bytes.toString()).slice(-MOST_ERROR_TEXT)
    })
    this.child.on('message', (message: FromEncoder) => this.settle(message))
    this.child.on('error', (error) => this.die(error.message))
    this.child.on('exit', (code, signal) => this.die(`it ended with ${signal ?? code ?? 'nothing'}`))
    this.holdProgramOpen(false)
  }

  get isAlive(): boolean {
    return this.end === undefined
  }

  get pid(): number | undefined {
    return this.child.pid
  }

  get isIdle(): boolean {
    return this.waiting.size === 0
  }

  async ask(question: Question, signal?: AbortSignal): Promise<Float32Array> {
    if (signal?.aborted === true) throw aborted(signal)
    if (this.end !== undefined) throw this.end
    const number = ++this.lastNumber
    let leave: (() => void) | undefined
    const late = setTimeout(() => this.die(`no answer within ${ANSWER_SECONDS} s`), ANSWER_SECONDS * 1000)
    try {
      return await new Promise<Float32Array>((resolve, reject) => {
        this.waiting.set(number, { resolve, reject })
        if (signal !== undefined) {
          leave = () => {
            this.tell({ number, kind: 'drop' })
            reject(aborted(signal))
          }
          signal.addEventListener('abort', leave, { once: true })
        }
        this.holdProgramOpen(true)
        this.tell({ number, ...question })
      })
    } finally {
      clearTimeout(late)
      if (leave !== undefined) signal?.removeEventListener('abort', leave)
      this.waiting.delete(number)
      if (this.isIdle) this.holdProgramOpen(false)
    }
  }

  close(): void {
    this.die('it was closed', new SamplerError('aborted', 'The embedder was closed.'))
  }

  private tell(message: ToEncoder): void {
    if (this.end === undefined) this.child.send(message, (error) => error !== null && this.die(error.message))
  }

  private settle(message: FromEncoder): void {
    const waiting = this.waiting.get(message.number)
    if ('vector' in message) waiting?.resolve(message.vector)
    else waiting?.reject(new SamplerError(message.failure.code, message.failure.message))
  }

  private die(reason: string, end?: SamplerError): void {
    if (this.end !== undefined) return
    const said = this.errorText.trim().split('\n').at(-1) ?? ''
    this.end =
      end ?? new SamplerError('embedder-crashed', `The process that runs CLIP stopped: ${reason}. ${said}`.trim())
    this.child.kill('SIGKILL')
    for (const { reject } of this.waiting.values()) reject(this.end)
  }

  /** While nobody waits, the child alone does not keep the program from ending. */
  private holdProgramOpen(isHeld: boolean): void {
    const change = isHeld ? 'ref' : 'unref'
    this.child[change]()
    this.child.channel?.[change]()
    // A pipe is a socket, whatever its type says.
    const { stderr } = this.child as { stderr: Socket | null }
    stderr?.[change]()
  }
}

/** Beside this file once built; from the sources, the built one. */
function childFile(): string {
  const beside = fileURLToPath(new URL('clip-child.js', import.meta.url))
  return existsSync(beside) ? beside : fileURLToPath(new URL('../../dist/clip-child.js', import.meta.url))
}
