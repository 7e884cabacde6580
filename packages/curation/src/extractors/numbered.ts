/**
 * Numbered or bulleted items that hold a question and its answer without labels: `1. Where to? To the market.`,
 * the answer on the next line, after an arrow or a dash.
 */
import { type Extraction, type Pair } from './extraction.js'
import { isRule, linesOf } from './lines.js'

const item = /^\s{0,8}(?:\*\*)?(?:\d{1,3}[.)、．]|[（(]\d{1,3}[)）]|[①-⑳])\s{0,4}/

export function extractNumbered(text: string): Extraction {
  const blocks: { text: string; start: number; end: number }[] = []
  for (const line of linesOf(text)) {
    const found = item.exec(line.text)
    const last = blocks.at(-1)
    if (found) blocks.push({ text: line.text.slice(found[0].length), start: line.start, end: line.end })
    else if (last && line.text.trim() !== '' && !isRule(line.text)) {
      last.text += `\n${line.text}`
      last.end = line.end
    }
  }
  const pairs: Pair[] = []
  const unpaired: Extraction['unpaired'] = []
  for (const block of blocks) {
    const mark = /[?？][*_"”」』]{0,3}/.exec(block.text)
    const question = mark ? block.text.slice(0, mark.index + mark[0].length).trim() : ''
    const answer = mark ? afterArrow(block.text.slice(mark.index + mark[0].length)) : ''
    const span = { start: block.start, end: block.end }
    if (question !== '' && answer !== '') pairs.push({ question, answer, span })
    else if (block.text.trim() !== '') unpaired.push({ text: block.text.trim(), span })
  }
  return { pairs, unpaired }
}

function afterArrow(text: string): string {
  return text
    .trim()
    .replace(/^(?:->|=>|→|[-–—|•*])\s{1,4}/, '')
    .trim()
}
