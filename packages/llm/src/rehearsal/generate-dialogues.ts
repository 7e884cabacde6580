/**
 * Question-answer pairs, each quoting one sentence of the description; and a last one that the description does
 * not answer, so that the selector has something to drop.
 */
import type { ChatMessage } from '../chat-model.js'
import { blockNamed, lastUserText, marker, sentencesOf } from './prompt-text.js'

const questions = [
  'Hi! Can you tell me what is going on?',
  'How does it look where you are?',
  'What changed after that?',
  'And what came next?',
  'What else did you notice?',
]

const unanswerable = `Q: And what happened before the camera was on?\nA: ${marker} Nobody told me.`

export function generateDialoguesAnswer(messages: ChatMessage[]): string {
  const request = lastUserText(messages)
  const facts = sentencesOf(blockNamed(request, /descr|caption|summary|video/) ?? request).filter(
    (fact) => fact.length < 400,
  )
  if (facts.length === 0) return 'None'
  const answered = facts
    .slice(0, questions.length)
    .map((fact, index) => `Q: ${questions[index]}\nA: ${marker} From where I am, I can tell you this: ${ended(fact)}`)
  return [...answered, unanswerable].join('\n\n')
}

function ended(fact: string): string {
  return fact.replace(/[.!?]?$/, '.')
}
