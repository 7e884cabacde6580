/**
 * Answers that are nearly the same, in one video or in a whole data set: the later one is flagged. Letters alone
 * count, so that case, dots and emoji hide nothing; short answers ("Yes, of course!") are everybody's and left alone.
 */
import type { Flag } from '../dialogue.js'
import { candidatePairs } from './candidate-pairs.js'
import { minhash } from './minhash.js'
import { defaultDetectorSettings, flag, percent } from './settings.js'
import { jaccard } from './shingles.js'

/** In characters, without spaces; a Han character says as much as three letters. */
const leastLatin = 24
const leastHan = 8
/** Sixteen bands of four: of pairs alike by 0.6, 89 in a hundred share one; by 0.8, all but one in a thousand. */
const rowsPerBand = 4

export interface DuplicateAnswer {
  index: number
  of: number
  flag: Flag
}

export function detectDuplicateAnswers(
  answers: readonly string[],
  threshold = defaultDetectorSettings.duplicateAnswer,
): DuplicateAnswer[] {
  const shingles = answers.map(shinglesOf)
  const bestOf = new Map<number, { of: number; score: number }>()
  for (const [first, second] of candidatePairs(shingles.map(bandsOf))) {
    const score = jaccard(shingles[first]!, shingles[second]!)
    const best = bestOf.get(second)
    if (score >= threshold && (best === undefined || score > best.score)) bestOf.set(second, { of: first, score })
  }
  return [...bestOf]
    .toSorted(([a], [b]) => a - b)
    .map(([index, { of, score }]) => ({
      index,
      of,
      flag: flag('duplicate-answer', score, threshold, `${percent(score)} the same as answer ${of + 1}`),
    }))
}

function shinglesOf(answer: string): Set<string> {
  const letters = answer
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  const han = letters.match(/\p{Script=Han}/gu)?.length ?? 0
  const isHan = han > letters.length / 2
  const size = isHan ? 2 : 4
  if (letters.length < (isHan ? leastHan : leastLatin)) return new Set()
  return new Set(Array.from({ length: letters.length - size + 1 }, (_, at) => letters.slice(at, at + size)))
}

function* bandsOf(shingles: Set<string>): Generator<string> {
  if (shingles.size === 0) return
  const signature = minhash(shingles)
  for (let at = 0; at < signature.length; at += rowsPerBand)
    yield `${at}:${signature.subarray(at, at + rowsPerBand).join(',')}`
}
