/** What the decoder process may ask of one of its threads, and what comes back; pictures are sent in between. */
import type { SamplerErrorCode } from '../errors.js'
import type { DecodeRun } from '../plan.js'
import type { EverythingResult, EverythingTask } from './decode-everything.js'
import type { RunsResult, RunsTask } from './decode-runs.js'
import type { LostFrame, Repair } from './find-shown-instead.js'
import type { DecodeJob, OpenJob } from './open-job.js'
import type { InputSource } from './video-input.js'
import type { Picture, SourceResult } from './workbench.js'

export type PictureKind = { kind: 'thumbnail' } | { kind: 'jpeg'; maxWidth: number; quality: number }

export interface Works {
  open: { task: { source: InputSource; cores: number }; result: OpenJob }
  runs: { task: Decoding & RunsTask; result: RunsResult }
  'runs-whole': { task: Decoding & { runs: readonly DecodeRun[] }; result: SourceResult }
  everything: { task: Decoding & EverythingTask; result: EverythingResult }
  'shown-instead': { task: Decoding & { lost: readonly LostFrame[] }; result: Repair }
}

export interface Decoding {
  job: DecodeJob
  picture: PictureKind
}

export type WorkName = keyof Works
export type Task<Name extends WorkName> = Works[Name]['task']
export type Result<Name extends WorkName> = Works[Name]['result']
export type AnyTask = { [Name in WorkName]: { work: Name; task: Task<Name> } }[WorkName]

export type ThreadAnswer =
  | { type: 'ready'; version: string; canToneMap: boolean }
  | { type: 'picture'; picture: Picture & { pts: number } }
  | { type: 'done'; result: Result<WorkName> }
  | { type: 'failed'; code: SamplerErrorCode; message?: string }

/** Given to a thread when it is started. */
export interface ThreadSetup {
  libUrl: string
  constantsUrl: string
  activity: Int32Array
  /** Pictures sent and not yet passed on: a thread waits while there are too many. */
  pending: Int32Array
}
