/**
 * A text in another language than the data set's. First by script (a Chinese set wants Han characters, not kana, not
 * hangul); for Latin letters by n-grams, through the `eld` detector, where the text is long enough to tell. Names,
 * laughter and single foreign words are not enough.
 */
import { eld } from 'eld/small'
import type { Flag } from '../dialogue.js'
import type { Language } from '../language.js'
import { defaultDetectorSettings, flag, percent } from './settings.js'

/** Shorter texts are names and interjections in any language. */
const leastLetters = 12
const leastWords = 3
/** Share of a text's words in the expected script below which the script alone decides. */
const leastScriptShare = 0.5

export function detectWrongLanguage(
  text: string,
  expected: Language,
  threshold = defaultDetectorSettings.wrongLanguage,
): Flag | undefined {
  const { score, reason } = wrongLanguageScore(text, expected)
  return score >= threshold ? flag('wrong-language', score, threshold, reason) : undefined
}

export function wrongLanguageScore(text: string, expected: Language): { score: number; reason: string } {
  const prose = text.replace(/https?:\/\/\S{1,300}|[@#][\p{L}\p{N}_]{1,40}/gu, ' ')
  const count = (pattern: RegExp): number => prose.match(pattern)?.length ?? 0
  const [kana, hangul] = [count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu), count(/\p{Script=Hangul}/gu)]
  const han = count(/\p{Script=Han}/gu)
  const latin = count(/\p{Script=Latin}+/gu)
  const others = count(
    /(?![\p{Script=Latin}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])\p{L}+/gu,
  )
  const foreign = kana + hangul + others + (expected === 'zh' ? latin : han)
  const own = expected === 'zh' ? han : latin
  const total = foreign + own
  const none = { score: 0, reason: '' }
  const letters = count(/\p{L}/gu)
  if (total === 0) return none

  // A Japanese text has more Han than kana; a few kana in a Chinese one are a borrowed の.
  if (expected === 'zh' && kana >= 3 && kana / (kana + han) > 0.2)
    return { score: Math.min(1, (2 * kana) / (kana + han)), reason: 'it is written with kana' }
  const isLongEnough = foreign >= leastWords && letters >= (expected === 'en' ? 3 : leastLetters)
  if (own / total < leastScriptShare && isLongEnough)
    return { score: foreign / total, reason: `only ${percent(own / total)} of its words are in the expected script` }
  if (expected === 'zh' || latin < leastWords || letters < leastLetters) return none

  const found = eld.detect(prose)
  if (found.language === '' || found.language === expected || !found.isReliable()) return none
  const scores: Record<string, number> = found.getScores()
  const best = scores[found.language] ?? 0
  return best === 0
    ? none
    : { score: 1 - (scores[expected] ?? 0) / best, reason: `it reads like the language "${found.language}"` }
}
