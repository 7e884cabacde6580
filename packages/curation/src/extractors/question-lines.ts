/**
 * The last resort: a line that ends in a question mark, then lines that answer it, again and again.
 * Asked for: every block starts with a question, or the questions are marked (bold, heading, bullet), so that
 * ordinary prose with a question in it is not taken for a dialogue.
 */
import { type Extraction, nothing, pairTurns, type Turn } from './extraction.js'
import { isRule, linesOf, ornamentLength } from './lines.js'

export function extractQuestionLines(text: string): Extraction {
  const turns: Turn[] = []
  let isMarked = true
  let isBlockStart = true
  for (const line of linesOf(text)) {
    if (line.text.trim() === '' || isRule(line.text)) {
      isBlockStart = true
      continue
    }
    const words = line.text.slice(ornamentLength(line.text))
    const last = turns.at(-1)
    if (/[?？][*_"”」』`]{0,4}\s{0,4}$/.test(words.slice(-12)) && words.length < 400) {
      const isDressed = /^\s{0,4}(?:[#*_>•●\-"“「]|\d)/.test(line.text)
      isMarked &&= isBlockStart || isDressed || last?.side === 'answer'
      turns.push({ side: 'question', text: words, span: { start: line.start, end: line.end } })
    } else if (last?.side === 'answer') {
      last.text += `\n${line.text}`
      last.span = { ...last.span, end: line.end }
    } else if (last) {
      turns.push({ side: 'answer', text: words, span: { start: line.start, end: line.end } })
    }
    isBlockStart = false
  }
  return isMarked ? pairTurns(turns) : nothing
}
