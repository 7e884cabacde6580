/**
 * The thresholds of all detectors in one place, and the version of each. A.2 names the bad cases and leaves them to
 * people; every number here is ours, tuned on the first half of a labelled set (`suites/src/detectors/`) and measured
 * on the other. A threshold is a setting; a change in how a score is computed is a new version.
 */
import * as z from 'zod'
import type { Flag } from '../dialogue.js'

export const DetectorSettings = z.object({
  /** Share of a text's words that stand in repeated 10-word runs or in loops. InternVL's loader carries 0.4, commented out. */
  repetition: z.number().min(0).max(1).default(0.4),
  /** How surely a text stops in the middle. */
  unterminated: z.number().min(0).max(1).default(0.5),
  /** Share of frames that look like the video's typical frame. */
  staticScene: z.number().min(0).max(1).default(0.9),
  /** Mean grey difference, 0–255, up to which two thumbnails look the same. */
  sameThumbnail: z.number().min(0).max(255).default(6),
  /** Share of 3-word runs of the shorter of two descriptions that the other has too. */
  nearDuplicate: z.number().min(0).max(1).default(0.7),
  /** Likeness of two answers: shared runs of four characters, of all that either has. */
  duplicateAnswer: z.number().min(0).max(1).default(0.6),
  /** Share of the shorter video's pictures that the other shows too, helped by the likeness of the captions. */
  duplicateVideo: z.number().min(0).max(1).default(0.5),
  /** How much better another language fits than the expected one. */
  wrongLanguage: z.number().min(0).max(1).default(0.15),
  /** 1: begins with a phrase of refusal; 0.8: has one in its first sentence. */
  refusal: z.number().min(0).max(1).default(0.5),
  /** An answer is marked when less than this share of its telling words is in the caption. */
  unsupported: z.number().min(0).max(1).default(0.2),
})
export type DetectorSettings = z.infer<typeof DetectorSettings>

export const defaultDetectorSettings: DetectorSettings = DetectorSettings.parse({})

/** Stands beside every flag, so that a row says by which rule it was marked. */
export const detectorVersions: Record<Flag['code'], number> = {
  repetition: 2,
  unterminated: 2,
  'static-scene': 2,
  'near-duplicate': 2,
  'duplicate-answer': 1,
  'duplicate-video': 1,
  'wrong-language': 2,
  'control-token': 1,
  refusal: 2,
  unsupported: 1,
}

export function flag(code: Flag['code'], score: number, threshold: number, reason: string): Flag {
  return { code, score, threshold, reason, detector: `${code}@${detectorVersions[code]}` }
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
