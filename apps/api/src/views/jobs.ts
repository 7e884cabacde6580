/** A job as the live monitor shows it. */
import type { CostView, Failure } from './page.js'

export type JobKind =
  | 'import'
  | 'sample'
  | 'caption'
  | 'dialogues'
  | 'version'
  | 'export'
  | 'training-log'
  | 'evaluate'
  | 'demo'
/** `paused` stopped for a reason outside of it, a budget for example, and goes on when a person resumes it. */
export type JobState = 'queued' | 'running' | 'waiting' | 'paused' | 'done' | 'partial' | 'failed' | 'cancelled'

/** What follows an import: each finished stage enqueues the next. */
export type Stage = 'sample' | 'caption' | 'dialogues'

export interface JobView {
  id: string
  projectId: string
  kind: JobKind
  state: JobState
  subjectId: string | null
  subjectName: string | null
  progress: { done: number; total: number | null; label: string | null }
  error: Failure | null
  attempt: number
  worker: string | null
  createdAt: string
  startedAt: string | null
  finishedAt: string | null
  /** For `waiting`: not before. */
  runAfter: string | null
  isCancelRequested: boolean
  elapsedSeconds: number | null
  /** From what is done so far; null where that says nothing. */
  etaSeconds: number | null
  cost: CostView
  isRehearsal: boolean
  result: Record<string, unknown> | null
}

/** The short form beside a video. */
export interface JobGlance {
  id: string
  kind: JobKind
  state: JobState
  done: number
  total: number | null
  label: string | null
}

/** One event of the live stream, with the job as it is now. */
export interface JobEventView {
  jobId: string
  kind: 'state' | 'progress' | 'warning'
  data: Record<string, unknown>
  job: JobView
}
