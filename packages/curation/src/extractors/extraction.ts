/** What an extractor hands back. Offsets are those of the text it was given, which is as long as the reply. */
import type { Span } from '../dialogue.js'

export interface Pair {
  question: string
  answer: string
  span: Span
}

export interface Extraction {
  pairs: Pair[]
  /** Questions without an answer and answers without a question: kept, so that nothing vanishes. */
  unpaired: { text: string; span: Span }[]
  /** True where broken JSON had to be mended to be read. */
  isRepaired?: boolean
  /** Set where the text is of this extractor's kind but cannot be read. */
  failure?: 'malformed-json' | 'too-deep'
}

export type Extractor = (text: string) => Extraction

export const nothing: Extraction = { pairs: [], unpaired: [] }

export interface Turn {
  side: 'question' | 'answer'
  text: string
  span: Span
}

/** Each question with the answer that follows it. A question asked twice before an answer: the later one is asked. */
export function pairTurns(turns: readonly Turn[]): Extraction {
  const pairs: Pair[] = []
  const unpaired: { text: string; span: Span }[] = []
  let asked: Turn | undefined
  for (const turn of turns) {
    if (turn.text.trim() === '') continue
    if (turn.side === 'question') {
      if (asked) unpaired.push(asked)
      asked = turn
    } else if (asked) {
      pairs.push({
        question: asked.text.trim(),
        answer: turn.text.trim(),
        span: { start: asked.span.start, end: turn.span.end },
      })
      asked = undefined
    } else {
      unpaired.push(turn)
    }
  }
  if (asked) unpaired.push(asked)
  return { pairs, unpaired: unpaired.map(({ text, span }) => ({ text: text.trim(), span })) }
}
