/**
 * §5.4 observes that fine-tuned agents answer shorter, without lists and without AI phrases. These counts check that
 * for any set of responses, without a judge: they describe a style and are no score.
 */
import * as z from 'zod'

export const ResponseStyle = z.object({
  responses: z.number().int(),
  /** As a reader counts: an emoji or an accented letter is one. */
  medianCharacters: z.number(),
  meanWords: z.number(),
  /** Shares from 0 to 1. */
  withList: z.number(),
  withMarkdown: z.number(),
  withAiPhrase: z.number(),
})
export type ResponseStyle = z.infer<typeof ResponseStyle>

/** `undefined` for no responses at all. */
export function describeStyle(responses: readonly string[]): ResponseStyle | undefined {
  if (responses.length === 0) return undefined
  const share = (pattern: RegExp) => responses.filter((text) => pattern.test(text)).length / responses.length
  const characters = responses.map((text) => count(graphemes, text)).toSorted((a, b) => a - b)
  const middle = [
    characters[Math.floor((characters.length - 1) / 2)] ?? 0,
    characters[Math.floor(characters.length / 2)] ?? 0,
  ]
  return {
    responses: responses.length,
    medianCharacters: ((middle[0] ?? 0) + (middle[1] ?? 0)) / 2,
    meanWords: responses.reduce((sum, text) => sum + count(words, text, true), 0) / responses.length,
    withList: share(list),
    withMarkdown: share(markdown),
    withAiPhrase: share(aiPhrase),
  }
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
/** Knows where Chinese words end, too. */
const words = new Intl.Segmenter('und', { granularity: 'word' })

function count(segmenter: Intl.Segmenter, text: string, isWordOnly = false): number {
  let total = 0
  for (const segment of segmenter.segment(text.trim())) if (!isWordOnly || segment.isWordLike) total += 1
  return total
}

/** Two items at the beginning of lines; one dash alone is a dash. */
const list = /^[ \t]*(?:[-*•]|\d{1,2}[.)、])[ \t]*\S[^\n]*\n+[ \t]*(?:[-*•]|\d{1,2}[.)、])[ \t]*\S/m
const markdown = /\*\*[^*\n]{1,400}\*\*|^#{1,6} \S|^```|^\|.+\|$|\[[^\]\n]{1,200}\]\([^)\n]{1,400}\)/m
/** Ours: the stock phrases that give a machine away, in English and Chinese. */
const aiPhrase =
  /\bas an? (?:ai|artificial intelligence|language model)\b|\bI(?:'|’)m (?:just )?an ai\b|\bI hope this helps\b|\bfeel free to (?:ask|reach out)\b|\b(?:certainly|of course|absolutely)! here(?:'|’)?s?\b|\bin (?:conclusion|summary),|\bit(?:'|’)s (?:important|worth) (?:to note|noting)\b|作为(?:一个)?(?:人工智能|AI|语言模型)|希望(?:这|以上).{0,6}(?:帮助|有用)|总的来说|综上所述/i
