/** Videos, the frames chosen from them, and their captions, as the library and the video page show them. */
import type { CaptionFlag, Flag } from '@video2roleplay/curation'
import type { FramePresetName, FrameReason, SampleTrace, VideoInfo, VideoKind } from '@video2roleplay/sampler'
import type { JobGlance, JobView } from './jobs.js'
import type { CostView, Failure } from './page.js'

export type VideoStatus = 'importing' | 'ready' | 'partial' | 'failed'
export type CaptionState = 'none' | 'running' | 'complete' | 'incomplete' | 'failed'
export type CaptionPurpose = 'training' | 'inference'
export type CaptionOutcome = 'success' | 'truncated' | 'blocked' | 'error' | 'skipped'

export interface VideoCard {
  id: string
  projectId: string
  name: string
  kind: VideoKind | null
  kindSource: 'duration' | 'manual' | null
  status: VideoStatus
  error: Failure | null
  durationSeconds: number | null
  width: number | null
  height: number | null
  posterUrl: string | null
  spriteUrl: string | null
  spriteTiles: number | null
  /** Frames of the adaptive sample (§4.1); null where there is none yet. */
  frames: number | null
  caption: CaptionState
  dialogues: { kept: number; dropped: number }
  tags: string[]
  /** True where any caption or dialogue of it was made by the rehearsal model. */
  isRehearsal: boolean
  /** The newest job about it that is not over, or the newest at all. */
  job: JobGlance | null
  createdAt: string
}

export interface VideoDetail extends VideoCard {
  info: VideoInfo | null
  platform: string | null
  licence: string | null
  consent: 'unknown' | 'given' | 'refused'
  sourceUrl: string | null
  sha256: string | null
  sizeBytes: number | null
  codec: string | null
  frameCount: number | null
  /** Null where the stored file was removed because the import failed. */
  mediaUrl: string | null
  jobs: JobView[]
}

export interface VideoFacets {
  kinds: { kind: VideoKind; count: number }[]
  statuses: { status: VideoStatus; count: number }[]
  durations: { fromSeconds: number; toSeconds: number | null; count: number }[]
  /** By the newest caption. */
  captions: { state: CaptionState; count: number }[]
  /** Videos with a caption that was cut at its token limit. */
  captionsCut: number
  dialogues: { state: 'none' | 'unreviewed' | 'flagged' | 'rejected'; count: number }[]
  platforms: { platform: string; count: number }[]
  tags: { tag: string; count: number }[]
}

export interface ImportedPath {
  path: string
  name: string
  videoId: string | null
  jobId: string | null
  status: 'queued' | 'duplicate' | 'failed'
  error: Failure | null
}

export interface SampleView {
  id: string
  videoId: string
  strategy: 'live' | 'vlog' | 'documentary' | 'segments'
  kind: VideoKind
  settings: Record<string, unknown>
  settingsHash: string
  decoder: string
  /** Taken in the end: what was got, less what was merged or capped after it. */
  frames: number
  wanted: number
  got: number
  decoded: number
  skipped: number
  status: 'complete' | 'partial'
  statusReason: string | null
  fallback: string | null
  cappedFrom: number | null
  /** Step 3 of §4.1: `done`, or why it was not. */
  merge: string
  mergeReason: string | null
  /** The role is made of this one. */
  isForRole: boolean
  createdAt: string
}

/** How many frames of a video fit a model, by the maker's own rule for what a picture costs. */
export interface FrameFit {
  preset: FramePresetName
  name: string
  rule: string
  width: number
  height: number
  tokensPerFrame: number
  contextTokens: number
  frames: number
  tokens: number
  /** Left for text. */
  textTokens: number
  /** The frames asked for, the paper's 128 where none were, do not fit (D16). */
  warning: string | null
}

export interface SampledFrame {
  index: number
  timestampSeconds: number
  pts: number
  url: string
  width: number
  height: number
  reason: FrameReason
}

export interface VideoSample {
  sample: SampleView
  frames: SampledFrame[]
  trace: SampleTrace
}

export interface CaptionView {
  id: string
  videoId: string
  purpose: CaptionPurpose
  status: 'running' | 'complete' | 'incomplete' | 'failed'
  outcome: CaptionOutcome | null
  error: Failure | null
  reasoning: string | null
  summary: string | null
  model: { id: string; name: string }
  isRehearsal: boolean
  promptIds: string[]
  maxTokens: number
  cost: CostView
  createdAt: string
}

export interface FrameDescriptionView {
  index: number
  timestampSeconds: number
  text: string
  outcome: CaptionOutcome
  reason: string | null
  /** Every attempt, the cut ones too. */
  attempts: {
    attempt: number
    outcome: CaptionOutcome
    text: string
    reason: string | null
    maxTokens: number
    callId: string | null
  }[]
  frameUrl: string | null
}

export interface VideoCaption {
  caption: CaptionView
  descriptions: FrameDescriptionView[]
  /** The paper's bad cases (A.2), for a reviewer. */
  flags: CaptionFlag[]
  /** What the annotator was told is said in the video; null where it was shown frames alone. */
  speech: SpeechView | null
}

/** Another video that shows the same. */
export interface DuplicateVideo {
  videoId: string
  name: string
  posterUrl: string | null
  /** Share of the pictures of the one with fewer that the other shows too. */
  pictures: number
  /** Likeness of the captions; null where one has none. */
  captions: number | null
  flag: Flag
}

export interface SpeechView {
  source: 'subtitles' | 'transcription'
  status: 'complete' | 'partial' | 'absent'
  reason: string | null
  language: string | null
  segments: { startSeconds: number; endSeconds: number; text: string }[]
  callIds: string[]
}

/** A way of looking at the library that somebody gave a name. */
export interface SavedView {
  id: string
  name: string
  /** The query string of its address. */
  query: string
}
