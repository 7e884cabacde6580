/** §3.3: a teacher that cannot write pairs answers None. Any case, in quotes, markdown or a fence, with or without a full stop. */
import { blankThinking } from './thinking.js'

const words = new Set(['none', 'null', 'n/a', '无', '没有'])

export function isNone(text: string): boolean {
  const bare = blankThinking(text)
    .replace(/```[a-z]{0,10}/gi, ' ')
    .replace(/["'“”‘’「」『』`*_#.。!！()[\]{}]/g, ' ')
    .trim()
    .toLowerCase()
  return words.has(bare) || words.has(bare.replace(/^(?:a|answer|output|答|回答)\s?[:：]\s?/, ''))
}
