/** Keeps pairs whose answer shares words with the description, is long enough, and does not repeat a question. */
import type { ChatMessage } from '../chat-model.js'
import { blockNamed, lastUserText, overlapOf } from './prompt-text.js'

interface Verdict {
  number: number
  decision: 'keep' | 'drop'
  score: number
  reason: string
}

const passMark = 50

export function selectDialoguesAnswer(messages: ChatMessage[]): string {
  const request = lastUserText(messages)
  const description = blockNamed(request, /descr|caption|summary/) ?? ''
  const pairs = readPairs(blockNamed(request, /pair|dialogue/) ?? request)
  const asked = new Set<string>()
  const verdicts = pairs.map(({ number, question, answer }): Verdict => {
    const isRepeated = asked.has(question.toLowerCase())
    asked.add(question.toLowerCase())
    const overlap = overlapOf(answer, description)
    const length = Math.min(answer.length / 80, 1)
    const score = isRepeated ? 20 : Math.round(20 + 55 * overlap + 25 * length)
    const share = `${Math.round(overlap * 100)} % of its words are in the description`
    return {
      number,
      decision: score >= passMark ? 'keep' : 'drop',
      score,
      reason: `Rehearsal: ${isRepeated ? 'the question was asked before' : share}.`,
    }
  })
  return JSON.stringify(verdicts)
}

function readPairs(block: string): { number: number; question: string; answer: string }[] {
  return block
    .split(/^(?=\[\d{1,4}\]\s*$)/m)
    .map((piece) => /^\[(\d{1,4})\]\s*\nQ: ([^]*?)\nA: ([^]*)$/.exec(piece.trim()))
    .filter((found) => found !== null)
    .map((found) => ({ number: Number(found[1]), question: found[2]!.trim(), answer: found[3]!.trim() }))
}
