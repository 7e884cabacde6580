/**
 * The message list of a chat client as turns: what was asked and answered before, and what is asked now. A client's
 * system text sets a scene; it is the words of a stranger, so it stands before the first question and never in our
 * system message.
 */
import type { HistoryTurn } from '@video2roleplay/inference'
import { ApiError } from '../errors.js'
import { openingQuestion } from '../workflows/opening-turn.js'
import type { WireMessage } from './completion-request.js'

export interface Turns {
  history: HistoryTurn[]
  question: string
}

/** @throws ApiError `invalid-input` */
export function toTurns(messages: readonly WireMessage[]): Turns {
  const scene: string[] = []
  const history: HistoryTurn[] = []
  let asked: string[] = []
  let nudge: string | undefined
  for (const message of messages) {
    const text = plainText(message)
    if (text === '') continue
    if (message.role === 'user') asked.push(text)
    else if (message.role === 'assistant') {
      const last = history.at(-1)
      if (asked.length === 0 && last !== undefined) last.answer += `\n${text}`
      else history.push({ question: asked.length === 0 ? openingQuestion : asked.join('\n'), answer: text })
      asked = []
      nudge = undefined
    } else if (history.length === 0 && asked.length === 0) scene.push(text)
    else nudge = text
  }
  // "Continue" of a chat front end: the last thing said is the character's, and a system text asks for more.
  const question = asked.length > 0 ? asked.join('\n') : nudge
  if (question === undefined)
    throw new ApiError('invalid-input', 'The last message must be something to answer: one with the role "user".')
  const first = history[0]
  if (scene.length === 0) return { history, question }
  const setting = `[Scene: ${scene.join('\n')}]\n`
  if (first === undefined) return { history, question: setting + question }
  return { history: [{ ...first, question: setting + first.question }, ...history.slice(1)], question }
}

function plainText({ content }: WireMessage): string {
  if (content === null) return ''
  if (typeof content === 'string') return content.trim()
  return content
    .map((part) => {
      if ('text' in part && part.type === 'text') return part.text
      throw new ApiError('invalid-input', `A character takes text only; the part "${part.type}" cannot be read.`, {
        advice: 'Leave pictures and files out: a character sees the frames of its own video.',
      })
    })
    .join('\n')
    .trim()
}
