/**
 * A labelled set for the bad-case detectors (A.2), drawn from templates and a seed: every run makes the same one. It
 * has two halves that share no sentence and no template. Thresholds were tuned on `tuning`; only `measured` is reported.
 *
 * A drawn set says how detectors do on the faults that we could think of, hard cases among them. It does not say how
 * common those are in anybody's videos.
 */
import type { Language } from '@video2roleplay/curation'

export type Half = 'tuning' | 'measured'

export interface LabelledText {
  text: string
  language: Language
  isBad: boolean
  /** What kind of case it is, for the list of mistakes. */
  kind: string
}

/** Texts in order, of which some repeat an earlier one. */
export interface LabelledList {
  texts: string[]
  /** Indexes of those that do. */
  bad: number[]
  kind: string
}

/** A video as small grey pictures. */
export interface LabelledClip {
  thumbnails: Uint8Array[]
  isBad: boolean
  kind: string
}

export interface LabelledVideos {
  videos: { id: string; pictures: Uint8Array[]; caption: string }[]
  /** Pairs of ids that are one video. */
  duplicates: [first: string, second: string][]
}
