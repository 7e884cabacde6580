/** Question-answer pairs, each quoting one sentence of the description. */
import type { ChatMessage } from '../chat-model.js'
import { blockNamed, lastUserText, marker, sentencesOf } from './prompt-text.js'

const fewest = 1
const most = 6

const questions = [
  'Hi! Can you tell me what is going on?',
  'How does it look where you are?',
  'What changed after that?',
  'And what came next?',
  'What else did you notice?',
  'How does it end?',
]

export function generateDialoguesAnswer(messages: ChatMessage[]): string {
  const request = lastUserText(messages)
  const facts = sentencesOf(blockNamed(request, /descr|caption|summary|video/) ?? request).filter(
    (fact) => fact.length < 400,
  )
  if (facts.length < fewest) return 'None'
  return facts
    .slice(0, most)
    .map((fact, index) => `Q: ${questions[index]}\nA: ${marker} From where I am, I can tell you this: ${quoted(fact)}`)
    .join('\n\n')
}

function quoted(fact: string): string {
  return fact.replace(/^It opens: /, '').replace(/[.!?]?$/, '.')
}
