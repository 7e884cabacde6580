/**
 * One decoding thread of the decoder process: loads node-av for itself, does one task at a time, and blocks while it
 * does. Started by path, never imported.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { isSamplerErrorCode } from './errors.js'
import { countIn } from './libav/activity.js'
import { decodeEverything } from './libav/decode-everything.js'
import { decodeRuns, decodeRunsWhole } from './libav/decode-runs.js'
import { findShownInstead } from './libav/find-shown-instead.js'
import { JpegMaker } from './libav/jpeg-maker.js'
import type { Libav } from './libav/libav-module.js'
import { openJob } from './libav/open-job.js'
import { ThumbnailMaker } from './libav/thumbnail-maker.js'
import type { AnyTask, Decoding, Result, ThreadAnswer, ThreadSetup, WorkName } from './libav/thread-works.js'
import type { Maker, Workbench } from './libav/workbench.js'

/** Enough that a thread seldom waits on a busy machine, few enough that pictures do not pile up. */
const MOST_PENDING = 16

const { libUrl, constantsUrl, activity, pending } = workerData as ThreadSetup
countIn(activity)
const av = { lib: await import(libUrl), constants: await import(constantsUrl) } as Libav
av.lib.Log.setLevel(av.constants.AV_LOG_FATAL)
const canToneMap = av.lib.Filter.getByName('zscale') !== null && av.lib.Filter.getByName('tonemap') !== null

parentPort?.on('message', perform)
say({ type: 'ready', version: av.lib.getFFmpegInfo().version, canToneMap })

function perform(task: AnyTask): void {
  try {
    say({ type: 'done', result: resultOf(task) })
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: string }
    say({
      type: 'failed',
      code: isSamplerErrorCode(code) ? code : 'decoder-crashed',
      ...(message ? { message } : {}),
    })
  }
}

function resultOf({ work, task }: AnyTask): Result<WorkName> {
  switch (work) {
    case 'open':
      return openJob(av, task.source, task.cores)
    case 'runs':
      return decodeRuns(benchFor(task), task)
    case 'runs-whole':
      return decodeRunsWhole(benchFor(task), task.runs)
    case 'everything':
      return decodeEverything(benchFor(task), task)
    case 'shown-instead':
      return findShownInstead(benchFor(task), task.lost)
  }
}

function benchFor({ job, picture }: Decoding): Workbench {
  const openMaker = (): Maker =>
    picture.kind === 'thumbnail'
      ? new ThumbnailMaker(av, job.shape)
      : new JpegMaker(av, job.shape, { ...picture, canToneMap })
  return { av, job, openMaker, emit }
}

function emit(picture: Parameters<Workbench['emit']>[0]): void {
  Atomics.add(pending, 0, 1)
  say({ type: 'picture', picture }, [picture.bytes.buffer])
  for (let waiting = Atomics.load(pending, 0); waiting >= MOST_PENDING; waiting = Atomics.load(pending, 0))
    Atomics.wait(pending, 0, waiting)
}

function say(answer: ThreadAnswer, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(answer, transfer)
}
