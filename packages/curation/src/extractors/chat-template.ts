/** The markup of chat templates, when a teacher writes out the whole conversation: ChatML, Llama, `[INST]`. */
import { type Extraction, pairTurns, type Turn } from './extraction.js'

const mark =
  /<\|im_start\|>(user|assistant|system)|<\|start_header_id\|>(user|assistant|system)<\|end_header_id\|>|\[(\/?INST)\]/g
const end = /<\|im_end\|>|<\|eot_id\|>|<\/?s>/g

export function extractChatTemplate(text: string): Extraction {
  const marks = [...text.matchAll(mark)]
  const turns: Turn[] = []
  for (const [index, match] of marks.entries()) {
    const role = match[1] ?? match[2] ?? (match[3] === 'INST' ? 'user' : 'assistant')
    if (role === 'system') continue
    const start = match.index + match[0].length
    const stop = marks[index + 1]?.index ?? text.length
    turns.push({
      side: role === 'user' ? 'question' : 'answer',
      text: text.slice(start, stop).replace(end, ''),
      span: { start: match.index, end: stop },
    })
  }
  return pairTurns(turns)
}
