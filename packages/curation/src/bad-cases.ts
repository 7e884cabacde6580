/**
 * A.2 lists three bad cases and leaves two of them to manual review: repeated text, static scenes, cut-off
 * captions. These detectors only flag, with score, threshold and reason, so that a person looks at the right ones.
 * The thresholds are ours, and settings.
 */
import type { Flag } from './dialogue.js'
import { isUnterminated } from './unterminated.js'
import { gramsOf } from './word-grams.js'

export const badCaseThresholds = {
  /** Share of repeated 10-grams. InternVL's loader carries the same test at 0.4, commented out. */
  repetition: 0.4,
  /** Share of 3-grams (words, or Han characters) that two neighbouring descriptions share. */
  nearDuplicate: 0.8,
  /** Share of neighbouring frames that look the same. */
  staticScene: 0.9,
  /** Mean grey difference, 0–255, under which two thumbnails look the same. */
  sameThumbnail: 2,
}

/** Bad case 1: a text that says the same again and again. */
export function detectRepetition(text: string, threshold = badCaseThresholds.repetition, size = 10): Flag | undefined {
  const grams = gramsOf(text, size)
  if (grams.length < size) return undefined
  const score = 1 - new Set(grams).size / grams.length
  return score > threshold
    ? { code: 'repetition', score, threshold, reason: `${percent(score)} of its ${size}-word runs repeat` }
    : undefined
}

/** Bad case 3, where no finish reason told: a text that stops in mid-sentence. */
export function detectUnterminated(text: string): Flag | undefined {
  return isUnterminated(text)
    ? { code: 'unterminated', score: 1, threshold: 1, reason: `ends in "${text.trimEnd().slice(-20)}"` }
    : undefined
}

/** Bad case 2 in words: neighbouring descriptions that say the same. The second of each such pair is flagged. */
export function detectNearDuplicates(
  texts: readonly string[],
  threshold = badCaseThresholds.nearDuplicate,
): { index: number; flag: Flag }[] {
  return texts.flatMap((text, index) => {
    if (index === 0) return []
    const score = overlap(gramsOf(texts[index - 1]!, 3), gramsOf(text, 3))
    if (score <= threshold) return []
    return [
      {
        index,
        flag: {
          code: 'near-duplicate',
          score,
          threshold,
          reason: `${percent(score)} the same as its neighbour`,
        } as const,
      },
    ]
  })
}

/** Bad case 2 in pictures: most neighbouring frames are alike (unboxing, try-on). Thumbnails are equal-sized grey pictures. */
export function detectStaticScene(
  thumbnails: readonly Uint8Array[],
  threshold = badCaseThresholds.staticScene,
  sameThumbnail = badCaseThresholds.sameThumbnail,
): Flag | undefined {
  if (thumbnails.length < 2) return undefined
  const same = thumbnails
    .slice(1)
    .filter((one, index) => meanDifference(thumbnails[index]!, one) <= sameThumbnail).length
  const score = same / (thumbnails.length - 1)
  return score >= threshold
    ? {
        code: 'static-scene',
        score,
        threshold,
        reason: `${same} of ${thumbnails.length - 1} steps change almost nothing`,
      }
    : undefined
}

/** A text in another script than the project's, or Latin text without one common word of the expected language. */
export function detectWrongLanguage(text: string, expected: 'en' | 'zh'): Flag | undefined {
  const letters = text.match(/\p{L}/gu) ?? []
  const latin = text.match(/\p{Script=Latin}/gu) ?? []
  const han = text.match(/\p{Script=Han}/gu) ?? []
  if (letters.length < 8 && !(expected === 'en' && han.length >= 4)) return undefined
  const share = (expected === 'zh' ? han.length : latin.length) / letters.length
  if (share < 0.5) {
    return {
      code: 'wrong-language',
      score: 1 - share,
      threshold: 0.5,
      reason: `only ${percent(share)} of its letters are ${expected === 'zh' ? 'Han' : 'Latin'}`,
    }
  }
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  const isForeign =
    expected === 'en' &&
    words.length >= 4 &&
    /[À-ÖØ-öø-ÿ¿¡]/.test(text) &&
    !words.some((word) => commonEnglish.has(word))
  return isForeign
    ? { code: 'wrong-language', score: 1, threshold: 0.5, reason: 'no common English word, accented letters' }
    : undefined
}

/** A literal `<image>` or chat token in a dialogue: most trainers would stumble over it (FORMATS §6.3). */
export function detectControlToken(text: string): Flag | undefined {
  const found = /<\/?(?:image|video|audio|img|img_context|image_token)>|<\|[^|<>\s]{1,40}\|>/i.exec(text)
  return found ? { code: 'control-token', score: 1, threshold: 1, reason: `contains ${found[0]}` } : undefined
}

const commonEnglish = new Set(
  'the a an and or but is are was were be to of in on at for with it its this that you your i my me we he she they what why how when where who do does did not no yes so just'.split(
    ' ',
  ),
)

function overlap(first: string[], second: string[]): number {
  const left = new Set(first)
  const right = new Set(second)
  if (left.size === 0 || right.size === 0) return 0
  const shared = [...left].filter((gram) => right.has(gram)).length
  return shared / Math.min(left.size, right.size)
}

function meanDifference(first: Uint8Array, second: Uint8Array): number {
  const length = Math.min(first.length, second.length)
  if (length === 0) return 255
  let sum = 0
  for (let at = 0; at < length; at++) sum += Math.abs(first[at]! - second[at]!)
  return sum / length
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
