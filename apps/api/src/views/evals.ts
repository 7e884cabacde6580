/**
 * Evaluation runs, the leaderboard, the metric matrix and judgements (section 5). A leaderboard row is the eval
 * package's own: a mean, or the reason why there is none, always with its metric set and its coverage. Judges are
 * named in it by model id; `judges` of the run says what people call them.
 */
import type { GateResult, LeaderboardRow, LeaderboardRanks, PairedComparison } from '@video2roleplay/eval'
import type { CostView, Failure, Page } from './page.js'
import type { JobGlance } from './jobs.js'
import type { SampledFrame, VideoCard } from './videos.js'

export type MetricSetId = 'main7' | 'ablation8'
export type EvalStatus = 'queued' | 'running' | 'complete' | 'incomplete' | 'failed' | 'cancelled'
export type JudgementStatus = 'pending' | 'scored' | 'unscored' | 'error' | 'skipped'
export type ResponseStatus = 'pending' | 'answered' | 'truncated' | 'refused' | 'empty' | 'failed'

export interface QuestionSetView {
  id: string
  projectId: string
  name: string
  version: number
  isFrozen: boolean
  questions: number
  videos: number
  createdAt: string
}

export interface QuestionView {
  id: string
  index: number
  videoId: string | null
  videoName: string | null
  posterUrl: string | null
  text: string
  reference: string | null
  topic: string | null
  language: string | null
}

/** How many judgements of a place have a score. */
export interface Scored {
  scored: number
  expected: number
}

export interface EvalRunView {
  id: string
  projectId: string
  name: string
  status: EvalStatus
  error: Failure | null
  questionSet: { id: string; name: string; version: number }
  responder: { id: string; name: string; isRehearsal: boolean }
  judges: { id: string; name: string; isRehearsal: boolean }[]
  metricSet: MetricSetId
  metricSetLabel: string
  rounds: number
  questions: number
  settings: Record<string, unknown>
  isRehearsal: boolean
  progress: { responses: { done: number; total: number }; judgements: { done: number; total: number } }
  row: LeaderboardRow | null
  /** By metric, and of the `average`; of runs that have ended. Absent where it was not asked for. */
  intervals?: Record<string, ScoreInterval>
  /** Runs of one group cannot be told apart from its best; 1 is the best group. Absent where nothing can be compared. */
  tieGroup?: number
  coverage: { scored: number; unscored: number; expected: number; byMetric: ({ metric: string } & Scored)[] }
  cost: CostView
  createdAt: string
  finishedAt: string | null
  job: JobGlance | null
}

/** How far a mean could be from the truth, with the video as the unit: questions about one video are one cluster. */
export interface ScoreInterval {
  low: number
  high: number
  confidence: number
  method: 'cluster-bootstrap'
  /** Questions with a score. */
  n: number
  clusters: number
}

/** A row printed in the paper; its average stands as printed. */
export interface PublishedRow {
  id: string
  source: string
  table: string
  model: string
  group: string
  metricSet: MetricSetId
  scores: Record<string, number>
  printedAverage: number
  index: number
}

export interface Leaderboard {
  metricSet: MetricSetId
  averageLabel: string
  metrics: { metric: string; label: string; name: string }[]
  measured: EvalRunView[]
  /** Ranks of the measured rows that can be compared, by run. */
  ranks: Record<string, LeaderboardRanks>
  published: PublishedRow[]
}

/** Two runs, paired question by question; differences are a − b. */
export interface EvalComparison {
  a: EvalRunView
  b: EvalRunView
  averageLabel: string
  average: PairedComparison
  metrics: {
    metric: string
    label: string
    name: string
    comparison: PairedComparison
    /** Benjamini–Hochberg across the metrics; null where there was no pair. */
    adjustedPValue: number | null
  }[]
  /** The questions on which the averages lie furthest apart, at most fifty. */
  mostApart: { questionId: string; text: string; a: number; b: number }[]
}

export interface EvalGates {
  /** Every gate of every run passed. */
  isPassed: boolean
  runs: {
    id: string
    name: string
    status: EvalStatus
    isRehearsal: boolean
    /** From its start to its end; null while it goes on. */
    seconds: number | null
    gates: GateResult[]
  }[]
}

export interface EvalReport {
  format: 'markdown' | 'latex' | 'csv' | 'json' | 'junit'
  extension: string
  mediaType: string
  text: string
}

export interface EvalEstimate {
  questions: number
  responders: number
  judges: number
  rounds: number
  metrics: number
  responses: number
  judgements: number
  /** One for each response and judgement. */
  calls: number
  /** If every judge had to be asked a second time. */
  mostCalls: number
}

export interface MatrixRow {
  questionId: string
  index: number
  text: string
  videoName: string | null
  posterUrl: string | null
  responseStatus: ResponseStatus
  cells: { metric: string; mean: number | null; coverage: Scored }[]
}

export interface EvalMatrix extends Page<MatrixRow> {
  metrics: { metric: string; label: string; name: string }[]
}

export interface JudgementView {
  id: string
  questionId: string
  question: string
  responseId: string
  response: string | null
  metric: string
  metricLabel: string
  promptId: string
  judge: { id: string; name: string; isRehearsal: boolean }
  round: number
  status: JudgementStatus
  score: number | null
  reason: string | null
  rationale: string | null
  evidence: string[]
  evidenceKind: 'frames' | 'caption' | 'none' | null
  parsePath: 'schema' | 'json' | 'regex' | 'repair' | null
  rawReply: string | null
  /** Of the last call: asked for but not sent, as in `temperature: not accepted by this model`. */
  droppedParameters: string[]
  /** The model or snapshot that the endpoint says it used. */
  reportedModel: string | null
  callIds: string[]
  settledAt: string | null
}

/** One question end to end. */
export interface EvalResponseView {
  run: { id: string; name: string; metricSet: MetricSetId }
  question: QuestionView
  video: VideoCard | null
  frames: SampledFrame[]
  /** The messages as they were sent, images by hash; null before the call. */
  contextSent: unknown
  response: {
    id: string
    status: ResponseStatus
    text: string | null
    reason: string | null
    grounding: string | null
    callId: string | null
    isRehearsal: boolean
  }
  judgements: JudgementView[]
}
