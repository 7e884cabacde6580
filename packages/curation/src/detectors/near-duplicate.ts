/** A.2, bad case 2 in words: a description that says what an earlier one of the same video said. */
import type { Flag } from '../dialogue.js'
import { defaultDetectorSettings, flag, percent } from './settings.js'
import { containment } from './shingles.js'
import { gramsOf } from './word-grams.js'

/** Shorter ones are alike by chance: "She smiles at the camera." */
const leastGrams = 5

/** Each text is compared with the few before it, since a scene goes on for a while; the later one is flagged. */
export function detectNearDuplicates(
  texts: readonly string[],
  threshold = defaultDetectorSettings.nearDuplicate,
  lookBack = 3,
): { index: number; of: number; flag: Flag }[] {
  const grams = texts.map((text) => new Set(gramsOf(text, 3)))
  return texts.flatMap((_, index) => {
    const own = grams[index]!
    if (own.size < leastGrams) return []
    let best = { score: 0, of: -1 }
    for (let of = Math.max(0, index - lookBack); of < index; of++) {
      const score = grams[of]!.size < leastGrams ? 0 : containment(own, grams[of]!)
      if (score >= best.score) best = { score, of }
    }
    const { score, of } = best
    if (score <= threshold) return []
    const reason = `${percent(score)} the same as ${of === index - 1 ? 'the one before' : `number ${of + 1}`}`
    return [{ index, of, flag: flag('near-duplicate', score, threshold, reason) }]
  })
}
