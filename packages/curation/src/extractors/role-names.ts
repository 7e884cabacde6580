/** Two names taking turns: `Lin: Where are you off to?` / `Mei: The market.` The first to speak asks. */
import { type Extraction, nothing, pairTurns, type Turn } from './extraction.js'
import { linesOf, ornamentLength } from './lines.js'

const speaker = /^([\p{L}][\p{L}\p{N} .'’_-]{0,29}?)[*_]{0,3}[ ]?[:：][*_]{0,3}(?!\/\/)[ ]{0,2}(?=\S)/u

export function extractRoleNames(text: string): Extraction {
  const said: { name: string; text: string; start: number; end: number }[] = []
  for (const line of linesOf(text)) {
    const skipped = ornamentLength(line.text)
    const found = speaker.exec(line.text.slice(skipped, skipped + 50))
    const last = said.at(-1)
    if (found) {
      said.push({
        name: found[1]!.toLowerCase(),
        text: line.text.slice(skipped + found[0].length),
        start: line.start,
        end: line.end,
      })
    } else if (last && line.text.trim() !== '') {
      last.text += `\n${line.text}`
      last.end = line.end
    }
  }
  const names = [...new Set(said.map((one) => one.name))]
  const isAlternating = said.every((one, index) => one.name === names[index % 2])
  if (names.length !== 2 || said.length < 2 || !isAlternating || !/[?？]/.test(said[0]!.text)) return nothing
  return pairTurns(
    said.map((one): Turn => ({
      side: one.name === names[0] ? 'question' : 'answer',
      text: one.text,
      span: { start: one.start, end: one.end },
    })),
  )
}
