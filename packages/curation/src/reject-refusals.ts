/**
 * §3.3: discards answers that begin with "As an AI language model", "does not show" and the like.
 *
 * `strict-prefix` is the paper to the letter. Three of its four phrases can hardly open a sentence ("The video
 * does not show…"), so `first-sentence`, our default, looks at the whole first sentence, and takes "does not show" for a
 * refusal only where it is said of a video, a clip, a description: "my dog does not show fear" is an answer. Neither
 * looks further: the same words in a later sentence are ordinary talk. Plain string comparison, no patterns, so no text is slow.
 */
import { materialWords, moreRefusalOpenings, refusalOpenings } from './paper.js'

export type RefusalMode = 'strict-prefix' | 'first-sentence'

export type RefusalVerdict = { status: 'kept' } | { status: 'rejected'; reason: `refusal:${string}`; phrase: string }

/** The paper's phrases, then ours. */
export const defaultRefusalPhrases: readonly string[] = [...refusalOpenings, ...moreRefusalOpenings]

export function rejectRefusals(
  dialogue: { answer: string },
  mode: RefusalMode = 'first-sentence',
  phrases: readonly string[] = defaultRefusalPhrases,
): RefusalVerdict {
  const answer = normalise(dialogue.answer.slice(0, 2_000))
  const sentence = firstSentence(answer)
  for (const { phrase, wanted } of wantedOf(phrases)) {
    const isFound = mode === 'strict-prefix' ? answer.startsWith(wanted) : isSaidIn(sentence, wanted)
    if (isFound) return { status: 'rejected', reason: `refusal:${wanted.replaceAll(' ', '-')}`, phrase }
  }
  return { status: 'kept' }
}

const wantedByList = new WeakMap<readonly string[], { phrase: string; wanted: string }[]>()

/** A list is prepared once: a data set has hundreds of thousands of answers. */
function wantedOf(phrases: readonly string[]): { phrase: string; wanted: string }[] {
  const known = wantedByList.get(phrases)
  if (known) return known
  const wanted = phrases.map((phrase) => ({ phrase, wanted: normalise(phrase) }))
  wantedByList.set(phrases, wanted)
  return wanted
}

/** NFKC, lower case, straight quotes, short forms spelled out, no markdown, no quotes, nothing odd in front. */
function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u200B-\u200D\u2060\uFEFF*_`#~]/g, '')
    .replace(/[‘’ʼ]/g, "'")
    .replaceAll("doesn't", 'does not')
    .replaceAll("don't", 'do not')
    .replaceAll("can't", 'cannot')
    .replaceAll("i'm ", 'i am ')
    .replace(/["“”«»「」『』()[\]{}<>]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+/u, '')
}

function firstSentence(text: string): string {
  for (let at = 0; at < text.length; at++) {
    if ('!?。！？…'.includes(text[at]!)) return text.slice(0, at)
    if (text[at] === '.' && (at + 1 === text.length || text[at + 1] === ' ')) return text.slice(0, at)
  }
  return text
}

/** Phrases without a subject of their own need one in front of them: what the model was shown. */
function isSaidIn(sentence: string, wanted: string): boolean {
  if (sentence.startsWith(wanted)) return true
  if (!/^(?:does not |没有)/.test(wanted)) return containsWords(sentence, wanted)
  const at = sentence.indexOf(wanted)
  return at !== -1 && materialWords.some((word) => containsWords(sentence.slice(0, at), word))
}

/** Whole words in languages that have them: "as an ai" is not in "was an aimless". */
function containsWords(sentence: string, wanted: string): boolean {
  const isWordBound = /^[a-z']/.test(wanted)
  for (let at = sentence.indexOf(wanted); at !== -1; at = sentence.indexOf(wanted, at + 1)) {
    const before = sentence[at - 1] ?? ' '
    const after = sentence[at + wanted.length] ?? ' '
    if (!isWordBound || (!/[a-z]/.test(before) && !/[a-z]/.test(after))) return true
  }
  return false
}
