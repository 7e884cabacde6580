/** A job as the house sees it, and the shape of the code that does one. The queue itself is pg-boss's. */
import type { ChatModel } from '@video2roleplay/llm'
import type { InferSelectModel } from 'drizzle-orm'
import type { Transaction } from '../db/database.js'
import type { jobEvents, jobs } from '../db/schema.js'
import type { ModelRow } from '../models/registry.js'
import type { Services } from '../services.js'

export type Job = InferSelectModel<typeof jobs>
export type JobKind = Job['kind']
export type JobState = Job['state']
export type JobEvent = InferSelectModel<typeof jobEvents>

export interface NewJob {
  kind: JobKind
  projectId: string
  /** What it works on: a video, an export, an evaluation run. */
  subjectId?: string
  subjectName?: string
  payload: Record<string, unknown>
}

export interface JobOutcome {
  state: 'done' | 'partial'
  result?: Record<string, unknown>
}

export interface JobContext {
  services: Services
  job: Job
  epoch: number
  /** Aborts when a person cancels, when the claim is lost, and when the process goes away. */
  signal: AbortSignal
  /**
   * A transaction that begins by checking that this worker still holds the job. Every write of a job goes
   * through it. Use `tx` only. @throws ApiError `stale-lease`
   */
  fenced<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
  /**
   * Like `fenced`, and the job is finished with this outcome in the same transaction. Call it last, to enqueue
   * the next stage in the transaction that marks this one done; the handler then returns its outcome as usual.
   */
  finish(outcome: JobOutcome, work?: (tx: Transaction) => Promise<void>): Promise<JobOutcome>
  /** May be called as often as one likes: at most four a second are written. */
  progress(done: number, total: number | null, label?: string): void
  /** A thing a person should know, though the job goes on. Shown in the job's story. */
  warn(code: string, message: string): void
  /** The model, with every call in the ledger under this job. */
  openModel(row: ModelRow): ChatModel
}

/**
 * Does one job. Idempotent: it reads what exists, does the rest, and writes by natural key, for it may be run
 * more than once. It throws what broke; the queue retries what says `isRetryable`, at most three attempts.
 */
export type JobHandler = (context: JobContext) => Promise<JobOutcome>

export type JobHandlers = Record<JobKind, JobHandler>
