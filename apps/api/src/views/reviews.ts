/** One item of the review queue with everything its decision rests on, and what several reviewers made of many. */
import type { AnswerSupport } from '@video2roleplay/curation'
import type { DialogueReview, DialogueView } from './dialogues.js'

/** The first look, an independent second one, or the one that settles a dispute between the two. */
export type ReviewLook = 'first' | 'second' | 'resolve'
export type ReviewVerdict = Exclude<DialogueReview, 'unreviewed'>

export interface ReviewLease {
  reviewer: string
  /** ISO; by the database's clock. */
  until: string
  /** Of the moment of asking, so that a browser's wrong clock does not matter. */
  secondsLeft: number
}

/** What the answer leans on: sentences of the training caption, with the frame each was written about. */
export interface AnswerGrounding extends Omit<AnswerSupport, 'sentences'> {
  sentences: (AnswerSupport['sentences'][number] & { frameUrl: string | null })[]
}

export interface ReviewItem {
  look: ReviewLook
  /** For a second look: the text that the first reviewer had before them, and no word of what they decided. */
  dialogue: DialogueView
  video: {
    id: string
    name: string
    mediaUrl: string | null
    posterUrl: string | null
    durationSeconds: number | null
    fps: number | null
  }
  summary: string | null
  /** Moments that were described, for the timeline. */
  moments: number[]
  /** Null where the video has no finished training caption. */
  grounding: AnswerGrounding | null
  /** For a dispute: what both said. Else empty. */
  verdicts: ReviewEntry[]
  lease: ReviewLease
}

/** A line of the audit trail. */
export interface ReviewEntry {
  id: string
  dialogueId: string
  reviewer: string
  look: ReviewLook
  decision: 'accept' | 'reject' | 'edit' | 'undo'
  reasonCodes: string[]
  note: string | null
  /** The model call whose text was taken over. */
  callId: string | null
  before: { question: string; answer: string; review: DialogueReview }
  /** For a second look: the text that was proposed, which changes nothing yet. */
  after: { question: string; answer: string; review: DialogueReview }
  createdAt: string
}

export interface ReviewProgress {
  unreviewed: number
  flagged: number
  reviewed: number
  awaitingSecond: number
  disputed: number
  /** Items that somebody has open now. */
  open: (ReviewLease & { dialogueId: string })[]
  reviewers: { name: string; decisions: number }[]
}

/** A second answer to the same question, which a person takes over or leaves. */
export type RegeneratedAnswer =
  | {
      status: 'proposed'
      answer: string
      isTruncated: boolean
      model: string
      callId: string | null
      isRehearsal: boolean
    }
  | { status: 'refused' | 'filtered' | 'empty'; words: string }

export interface ReviewerAgreement {
  /** Null for all pairs of reviewers together. */
  pair: { first: string; second: string } | null
  items: number
  agreed: number
  kappa:
    | { status: 'defined'; value: number; low: number; high: number }
    | { status: 'undefined'; reason: 'too-few' | 'no-variation' }
  /** How often which two verdicts met. */
  table: { first: ReviewVerdict; second: ReviewVerdict; count: number }[]
}
