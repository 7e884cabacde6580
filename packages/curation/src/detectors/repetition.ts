/**
 * A.2, bad case 1: a text that says the same again and again. Two signs, of which the stronger counts: runs of ten
 * words that occur before (a text that comes back to its sentences), and loops (a few words at once again, at least
 * three times). A chorus, a refrain or laughter is not yet a loop.
 */
import type { Flag } from '../dialogue.js'
import { defaultDetectorSettings, flag, percent } from './settings.js'
import { gramsOf, wordsOf } from './word-grams.js'

const runLength = 10
/** A model in a loop fills its whole answer; more need not be looked at. */
const maxWords = 3_000
const longestPeriod = 60
/** Fewer looping words than this are emphasis: "no no no". One word alone needs more: laughter. */
const leastLooping = 16
const leastOfOneWord = 40

export function detectRepetition(text: string, threshold = defaultDetectorSettings.repetition): Flag | undefined {
  const score = repetitionScore(text)
  return score > threshold
    ? flag('repetition', score, threshold, `${percent(score)} of its words say again what was said`)
    : undefined
}

export function repetitionScore(text: string): number {
  // Without numbers: a loop that counts its rounds is a loop.
  const words = wordsOf(text)
    .filter((word) => !/^\d+$/.test(word))
    .slice(0, maxWords)
  const grams = gramsOf(words.join(' '), runLength)
  const repeated = grams.length < 2 * runLength ? 0 : 1 - new Set(grams).size / grams.length
  return Math.max(repeated, loopingWords(words) / Math.max(1, words.length))
}

/** Words in the longest stretch that repeats itself with one period. */
function loopingWords(words: readonly string[]): number {
  let most = 0
  for (let period = 1; period <= Math.min(longestPeriod, words.length / 3); period++) {
    let run = 0
    for (let at = period; at < words.length; at++) {
      run = words[at] === words[at - period] ? run + 1 : 0
      const covered = run + period
      // One word again and again is a loop of one word, whatever the period.
      if (period > 1 && words[at] === words[at - 1] && run >= period) continue
      if (run >= 2 * period && covered >= (period === 1 ? leastOfOneWord : leastLooping)) most = Math.max(most, covered)
    }
  }
  return most
}
