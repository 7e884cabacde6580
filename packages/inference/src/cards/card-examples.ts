/**
 * `mes_example` of a card as questions and answers: blocks that begin with `<START>`, lines that begin with `{{user}}:`
 * or `{{char}}:`. What fits no turn is left aside here and stays in the card.
 */
export interface CardExample {
  question: string
  answer: string
}

export function readExamples(messages: string, name: string): CardExample[] {
  const examples: CardExample[] = []
  for (const block of messages.split(/<START>/i)) {
    let question: string | undefined
    for (const { speaker, text } of turnsOf(block, name)) {
      if (text === '') continue
      if (speaker === 'user') question = question === undefined ? text : `${question}\n${text}`
      else if (question !== undefined) {
        examples.push({ question, answer: text })
        question = undefined
      } else {
        const last = examples.at(-1)
        if (last !== undefined) last.answer += `\n${text}`
      }
    }
  }
  return examples
}

export function writeExamples(examples: readonly CardExample[]): string {
  return examples.map(({ question, answer }) => `<START>\n{{user}}: ${question}\n{{char}}: ${answer}`).join('\n')
}

/** `{{char}}` and `{{user}}`, as front ends fill them in. */
export function fillIn(text: string, names: { character: string; user: string }): string {
  return text
    .replaceAll(/\{\{char\}\}|<BOT>/gi, () => names.character)
    .replaceAll(/\{\{user\}\}|<USER>/gi, () => names.user)
}

function turnsOf(block: string, name: string): { speaker: 'user' | 'character'; text: string }[] {
  const turns: { speaker: 'user' | 'character'; lines: string[] }[] = []
  for (const line of block.split('\n')) {
    const speaker = speakerOf(line, name)
    if (speaker !== undefined) turns.push({ speaker: speaker.who, lines: [speaker.rest] })
    else turns.at(-1)?.lines.push(line)
  }
  return turns.map(({ speaker, lines }) => ({ speaker, text: lines.join('\n').trim() }))
}

function speakerOf(line: string, name: string): { who: 'user' | 'character'; rest: string } | undefined {
  const colon = line.indexOf(':')
  if (colon === -1) return undefined
  const head = line.slice(0, colon).trim().toLowerCase()
  const rest = line.slice(colon + 1).trim()
  if (head === '{{user}}' || head === '<user>') return { who: 'user', rest }
  return head === '{{char}}' || head === '<bot>' || head === name.toLowerCase() ? { who: 'character', rest } : undefined
}
