/** What the rehearsal model reads in a prompt: its data blocks, sentences, and the words that carry meaning. */
import { textOf, type ChatMessage } from '../chat-model.js'

export const marker = '[rehearsal]'

/** Content of every `<name>…</name>` block with tags on lines of their own; a mark after the name is left out. */
export function dataBlocksOf(text: string): { name: string; text: string }[] {
  const blocks: { name: string; text: string }[] = []
  let open: { tag: string; lines: string[] } | null = null
  for (const line of text.split('\n')) {
    const tag: string | undefined = /^<([a-z][a-z0-9-]{0,60})>$/.exec(line.trim())?.[1]
    if (open === null && tag !== undefined) open = { tag, lines: [] }
    else if (open !== null && line.trim() === `</${open.tag}>`) {
      blocks.push({ name: open.tag.replace(/-[0-9a-f]{12}$/, ''), text: open.lines.join('\n').trim() })
      open = null
    } else open?.lines.push(line)
  }
  return blocks
}

export function blockNamed(text: string, name: RegExp): string | null {
  return dataBlocksOf(text).findLast((block) => name.test(block.name))?.text ?? null
}

export function textOfRole(messages: ChatMessage[], role: ChatMessage['role']): string {
  return messages
    .filter((message) => message.role === role)
    .map(textOf)
    .join('\n')
}

/** The last user message: what is being asked now. */
export function lastUserText(messages: ChatMessage[]): string {
  const last = messages.findLast((message) => message.role === 'user')
  return last === undefined ? '' : textOf(last)
}

/** Without the rehearsal marker, so that quoted material does not stutter it. */
export function sentencesOf(text: string): string[] {
  return text
    .replaceAll(marker, ' ')
    .split(/(?<=[.!?。！？])\s+|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /\p{L}{2,}/u.test(sentence))
}

const commonWords = new Set(
  'about above after again all also and any are been before being but can could did does doing down each for from had has have having here how into its itself just like look looks more most not now off once only other our out over own same she should some such than that the their them then there these they this those through too under until very was were what when where which while who whom why will with would you your'.split(
    ' ',
  ),
)

/** Lower-case words of three letters or more that say something, each once. */
export function keywordsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/\p{L}{3,}|\p{Script=Han}/gu) ?? []
  return new Set(words.filter((word) => !commonWords.has(word)))
}

/** Share of `text`'s keywords that `source` has too, 0 to 1; 0 for a text without keywords. */
export function overlapOf(text: string, source: string): number {
  const words = [...keywordsOf(text)]
  const known = keywordsOf(source)
  return words.length === 0 ? 0 : words.filter((word) => known.has(word)).length / words.length
}
