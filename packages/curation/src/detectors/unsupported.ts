/**
 * An answer that states what its caption does not: too few of its telling words are there, or a number is not. Meant for
 * a person's eye: an answer may be right in other words, and a caption silent about what everybody knows.
 */
import type { AnswerSupport } from '../answer-support.js'
import type { Flag } from '../dialogue.js'
import { defaultDetectorSettings, flag, percent } from './settings.js'

/** Fewer telling words are small talk. */
const leastWords = 4

export function detectUnsupported(
  { score, unsupported, told }: Pick<AnswerSupport, 'score' | 'unsupported' | 'told'>,
  threshold = defaultDetectorSettings.unsupported,
): Flag | undefined {
  if (score === null) return undefined
  const numbers = unsupported.filter((word) => /^\d+$/.test(word))
  if (numbers.length > 0)
    return flag('unsupported', score, threshold, `states ${numbers.join(', ')}, which the caption does not`)
  if (told < leastWords || score >= threshold) return undefined
  return flag(
    'unsupported',
    score,
    threshold,
    `${percent(score)} of its words are in the caption; not ${unsupported.slice(0, 8).join(', ')}`,
  )
}
