/** The decoding threads, from the decoder process's own side: started as they are needed, each doing one task. */
import { Worker } from 'node:worker_threads'
import type { SamplerErrorCode } from '../errors.js'
import { activityCounter } from './activity.js'
import type { AnyTask, Result, Task, ThreadAnswer, ThreadSetup, WorkName } from './thread-works.js'
import { DecodeFailure } from './video-input.js'
import type { Picture } from './workbench.js'

export type OnThreadPicture = (picture: Picture & { pts: number }) => Promise<void>

export interface ThreadOptions {
  program: URL
  libUrl: string
  constantsUrl: string
}

export class ThreadTeam {
  private readonly threads: DecodingThread[] = []

  constructor(private readonly options: ThreadOptions) {}

  /** What the first thread found when it loaded libav. */
  get introduction(): Promise<{ version: string; canToneMap: boolean }> {
    return this.thread(0).introduction
  }

  /** Each task in a thread of its own. All have ended when this returns. */
  async run<Name extends WorkName>(
    work: Name,
    tasks: readonly Task<Name>[],
    onPicture: OnThreadPicture,
  ): Promise<Result<Name>[]> {
    const outcomes = await Promise.allSettled(
      tasks.map((task, k) => this.thread(k).perform({ work, task } as AnyTask, onPicture)),
    )
    return outcomes.map((outcome) => {
      if (outcome.status === 'rejected') throw outcome.reason
      return outcome.value as Result<Name>
    })
  }

  private thread(k: number): DecodingThread {
    return (this.threads[k] ??= new DecodingThread(this.options))
  }
}

interface CurrentTask {
  resolve(result: Result<WorkName>): void
  reject(failure: DecodeFailure): void
  onPicture: OnThreadPicture
}

class DecodingThread {
  readonly introduction: Promise<{ version: string; canToneMap: boolean }>
  private readonly pending = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  private readonly worker: Worker
  private current: CurrentTask | undefined

  constructor({ program, libUrl, constantsUrl }: ThreadOptions) {
    const setup: ThreadSetup = { libUrl, constantsUrl, activity: activityCounter(), pending: this.pending }
    // What is thrown away is collected early: packets are many.
    const resourceLimits = { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 512 }
    this.worker = new Worker(program, { workerData: setup, name: 'decoder', resourceLimits })
    // A thread that breaks takes the process with it: what it left behind in libav's memory is not known.
    this.worker.once('error', (error) => {
      process.stderr.write(String(error.stack ?? error), () => process.exit(1))
    })
    this.introduction = new Promise((resolve) => {
      this.worker.on('message', (answer: ThreadAnswer) => {
        if (answer.type === 'ready') resolve(answer)
        else if (answer.type === 'picture') void this.passOn(answer.picture)
        else if (answer.type === 'done') this.current?.resolve(answer.result)
        else this.current?.reject(failure(answer))
      })
    })
  }

  async perform(task: AnyTask, onPicture: OnThreadPicture): Promise<Result<WorkName>> {
    return new Promise((resolve, reject) => {
      this.current = { resolve, reject, onPicture }
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A thread is no window.
      this.worker.postMessage(task)
    })
  }

  private async passOn(picture: Picture & { pts: number }): Promise<void> {
    await this.current?.onPicture(picture)
    Atomics.sub(this.pending, 0, 1)
    Atomics.notify(this.pending, 0)
  }
}

function failure({ code, message }: { code: SamplerErrorCode; message?: string }): DecodeFailure {
  return new DecodeFailure(code, message)
}
