/** `<question>…</question><answer>…</answer>` and `<q>`/`<a>`, also 问/答 as tags. */
import { type Extraction, pairTurns, type Turn } from './extraction.js'

const opening = /<(question|answer|user|assistant|viewer|reply|q|a|问|问题|答|回答)(?:\s[^<>]{0,60})?>/gi
const asking = new Set(['question', 'user', 'viewer', 'q', '问', '问题'])

export function extractTags(text: string): Extraction {
  const turns: Turn[] = []
  let from = 0
  for (const match of text.matchAll(opening)) {
    if (match.index < from) continue
    const name = match[1]!.toLowerCase()
    const bodyStart = match.index + match[0].length
    const close = text.indexOf(`</${match[1]!}>`, bodyStart)
    if (close === -1) continue
    from = close + match[1]!.length + 3
    turns.push({
      side: asking.has(name) ? 'question' : 'answer',
      text: text.slice(bodyStart, close),
      span: { start: match.index, end: from },
    })
  }
  return pairTurns(turns)
}
