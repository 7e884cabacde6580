/** Question–answer pairs with where they come from and what people decided. */
import type { AnswerSupport, Flag } from '@video2roleplay/curation'

export type { TeacherRow } from '@video2roleplay/curation'

export type DialogueStatus = 'kept' | 'dropped' | 'undecided'
export type DialogueStep = 'parse' | 'refusal' | 'selection' | 'clean'
export type DialogueReview = 'unreviewed' | 'accepted' | 'rejected' | 'edited'

export interface DialogueView {
  id: string
  videoId: string
  videoName: string
  posterUrl: string | null
  question: string
  answer: string
  rawQuestion: string
  rawAnswer: string
  status: DialogueStatus
  /** The step that dropped it, or the last one passed. */
  step: DialogueStep
  reason: string | null
  score: number | null
  language: string | null
  /** Marks for reviewers; they drop nothing by themselves. */
  flags: Flag[]
  /** What in the caption the answer leaned on when it was made, and which of its words are nowhere there. */
  support: AnswerSupport | null
  review: DialogueReview
  version: number
  teacher: string
  isRehearsal: boolean
  createdAt: string
}

/** The five steps of §3.3 and A.2 with what is left after each, and why the rest went. */
export interface DialogueFunnel {
  steps: { step: 'generated' | 'parsed' | 'notRefused' | 'selected' | 'cleaned'; count: number }[]
  reasons: { step: DialogueStep; reason: string; count: number }[]
  /** What became of the requests to teachers; declining is a normal answer (R22). */
  generations: {
    status: 'running' | 'complete' | 'declined' | 'refused' | 'filtered' | 'empty' | 'unparsed' | 'failed'
    count: number
  }[]
}
