/** A markdown table with a question column and an answer column. */
import { type Extraction, nothing, type Pair } from './extraction.js'
import { linesOf } from './lines.js'

export function extractTable(text: string): Extraction {
  const pairs: Pair[] = []
  let columns: { question: number; answer: number } | undefined
  for (const line of linesOf(text)) {
    const bare = line.text.trim()
    if (!bare.includes('|')) continue
    const cells = bare
      .replace(/^\|/, '')
      .replace(/\|$/, '')
      .split('|')
      .map((cell) => cell.trim())
    if (!columns) {
      const question = cells.findIndex((cell) =>
        /^[*_]{0,2}(?:question|q|viewer|user|问|问题|观众)[*_]{0,2}$/i.test(cell),
      )
      const answer = cells.findIndex((cell) =>
        /^[*_]{0,2}(?:answer|a|reply|vlogger|assistant|答|回答|博主)[*_]{0,2}$/i.test(cell),
      )
      if (question !== -1 && answer !== -1) columns = { question, answer }
      continue
    }
    if (cells.every((cell) => /^[-: ]*$/.test(cell))) continue
    const question = cells[columns.question] ?? ''
    const answer = cells[columns.answer] ?? ''
    if (question !== '' && answer !== '') pairs.push({ question, answer, span: { start: line.start, end: line.end } })
  }
  return pairs.length === 0 ? nothing : { pairs, unpaired: [] }
}
