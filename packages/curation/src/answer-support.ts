/**
 * Which sentences of a caption an answer leans on, by the telling words they share, with the moment they describe.
 * A pointer for a reviewer's eye, not a verdict: an answer may be right in other words. Nothing is dropped for it.
 */
import * as z from 'zod'
import { wordsOf } from './detectors/word-grams.js'

export const AnswerSupport = z.object({
  /** Share of the answer's telling words that the caption has at all; null for an answer without any. */
  score: z.number().min(0).max(1).nullable(),
  /** How many telling words the answer has. */
  told: z.number().int().nonnegative(),
  /** The answer's telling words that the caption nowhere has. */
  unsupported: z.array(z.string()),
  /** Best first. */
  sentences: z.array(
    z.object({
      text: z.string(),
      /** Index of the description; null for a sentence of the summary. */
      descriptionIndex: z.number().int().nullable(),
      timestampSeconds: z.number().nullable(),
      shared: z.array(z.string()),
    }),
  ),
})
export type AnswerSupport = z.infer<typeof AnswerSupport>

/** What the answer may lean on. */
export interface DescribedFrame {
  index: number
  timestampSeconds: number
  text: string
}

export function answerSupport(
  answer: string,
  caption: { summary: string; frameDescriptions: readonly DescribedFrame[] },
  limit = 3,
): AnswerSupport {
  const told = tellingWords(answer)
  const candidates = [
    ...caption.frameDescriptions.flatMap(({ index, timestampSeconds, text }) =>
      sentencesOf(text).map((sentence) => ({ text: sentence, descriptionIndex: index, timestampSeconds })),
    ),
    ...sentencesOf(caption.summary).map((text) => ({ text, descriptionIndex: null, timestampSeconds: null })),
  ]
  const sentences = candidates
    .map((one) => {
      const words = tellingWords(one.text)
      return { ...one, shared: [...told].filter((word) => words.has(word)) }
    })
    .filter((one) => one.shared.length > 0)
  const known = new Set(sentences.flatMap((one) => one.shared))
  return {
    score: told.size === 0 ? null : known.size / told.size,
    told: told.size,
    unsupported: [...told].filter((word) => !known.has(word)),
    sentences: sentences.toSorted((a, b) => b.shared.length - a.shared.length).slice(0, limit),
  }
}

function sentencesOf(text: string): string[] {
  return (text.match(/[^.!?。！？\n]+[.!?。！？]*/g) ?? [])
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
}

const commonWords = new Set(
  'the and but for with from that this these those there here then than they them their his her hers its our your you are was were been being have has had does did not all any some one out into onto over just very much more most can could will would should about what when where who how why like got get really honestly 的 了 是 我 你 他 她 在 有 不 就 也 都 和 这 那 吧 呢 啊 吗 很 一 个 上 着 过 说 要 到 会'.split(
    ' ',
  ),
)

/** Without a plural s, so that "dumplings" meets "dumpling"; short and common words are left out. */
function tellingWords(text: string): Set<string> {
  return new Set(
    wordsOf(text)
      .filter((word) => !commonWords.has(word) && (word.length > 2 || /\p{Script=Han}|\d/u.test(word)))
      .map((word) => (word.length > 3 ? word.replace(/s$/, '') : word)),
  )
}
