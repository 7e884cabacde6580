/** All bad cases of A.2 in one caption, each with the description or summary it concerns, for a reviewer's queue. */
import {
  detectNearDuplicates,
  detectRepetition,
  detectStaticScene,
  detectUnterminated,
  detectWrongLanguage,
} from './bad-cases.js'
import type { Caption } from './caption.js'
import type { Flag } from './dialogue.js'
import type { Language } from './language.js'
import { rejectRefusals } from './reject-refusals.js'

export interface CaptionFlag extends Flag {
  /** Index of a description, or the caption as a whole. */
  target: number | 'summary' | 'video'
}

export function captionFlags(
  caption: Pick<Caption, 'summary'> & { frameDescriptions: readonly { index: number; text: string }[] },
  options: { language?: Language; thumbnails?: readonly Uint8Array[] } = {},
): CaptionFlag[] {
  const { language = 'en', thumbnails = [] } = options
  const told = caption.frameDescriptions.filter((one) => one.text !== '')
  const alone = told.flatMap(({ index, text }) => flagsOf(text, language).map((flag) => ({ ...flag, target: index })))
  const neighbours = detectNearDuplicates(told.map((one) => one.text)).map(({ index, flag }) => ({
    ...flag,
    target: told[index]!.index,
  }))
  const summary = flagsOf(caption.summary, language).map((flag) => ({ ...flag, target: 'summary' as const }))
  const scene = detectStaticScene(thumbnails)
  return [...alone, ...neighbours, ...summary, ...(scene ? [{ ...scene, target: 'video' as const }] : [])]
}

function flagsOf(text: string, language: Language): Flag[] {
  return [
    detectRepetition(text),
    detectUnterminated(text),
    detectWrongLanguage(text, language),
    detectRefusal(text),
  ].filter((flag) => flag !== undefined)
}

/** A model that declines in words, where the endpoint called it an answer. */
function detectRefusal(text: string): Flag | undefined {
  const verdict = rejectRefusals({ answer: text }, 'strict-prefix')
  return verdict.status === 'rejected'
    ? { code: 'refusal', score: 1, threshold: 1, reason: `begins with "${verdict.phrase}"` }
    : undefined
}
