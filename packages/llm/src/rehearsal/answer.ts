/** Which of its few trades a prompt asks the rehearsal model for, and the answer. */
import { imagesOf, type ChatMessage } from '../chat-model.js'
import { describeFrameAnswer } from './describe-frame.js'
import { generateDialoguesAnswer } from './generate-dialogues.js'
import { judgeAnswer } from './judge.js'
import { lastUserText, textOfRole } from './prompt-text.js'
import { rolePlayAnswer } from './role-play.js'
import { selectDialoguesAnswer } from './select-dialogues.js'
import { summariseVideoAnswer } from './summarise-video.js'

type Trade = 'describe-frame' | 'summarise-video' | 'generate-dialogues' | 'select-dialogues' | 'judge' | 'role-play'

/** `promptId` is '' where it is not known; over plain HTTP the shape of the prompt has to tell. */
export async function rehearsalAnswer(messages: ChatMessage[], promptId: string, model: string): Promise<string> {
  const trade = tradeOf(promptId) ?? tradeByShape(messages)
  switch (trade) {
    case 'describe-frame':
      return describeFrameAnswer(messages)
    case 'summarise-video':
      return summariseVideoAnswer(messages)
    case 'generate-dialogues':
      return generateDialoguesAnswer(messages)
    case 'select-dialogues':
      return selectDialoguesAnswer(messages)
    case 'judge':
      return judgeAnswer(messages, /^Criterion: (.*)$/m.exec(textOfRole(messages, 'system'))?.[1] ?? promptId, model)
    case 'role-play':
      return rolePlayAnswer(messages)
  }
}

const trades: [prefix: string, Trade][] = [
  ['curation/describe-frame', 'describe-frame'],
  ['curation/summarise-video', 'summarise-video'],
  ['curation/generate-dialogue', 'generate-dialogues'],
  ['curation/select-dialogue', 'select-dialogues'],
  ['eval/judge', 'judge'],
  ['eval/repair', 'judge'],
  ['inference/', 'role-play'],
]

function tradeOf(promptId: string): Trade | null {
  return trades.find(([prefix]) => promptId.startsWith(prefix))?.[1] ?? null
}

function tradeByShape(messages: ChatMessage[]): Trade {
  const system = textOfRole(messages, 'system')
  const all = `${system}\n${lastUserText(messages)}`
  if (all.includes('"decision"')) return 'select-dialogues'
  if (all.includes('"score"') || all.includes('"rationale"')) return 'judge'
  if (all.includes('<summary>') && all.includes('<reasoning>')) return 'summarise-video'
  if (/^Q: /m.test(system) && /^A: /m.test(system)) return 'generate-dialogues'
  return imagesOf(messages).length === 1 && /\bMoment \d+ of \d+\b/.test(all) ? 'describe-frame' : 'role-play'
}
