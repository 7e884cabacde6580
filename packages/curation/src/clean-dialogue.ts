/**
 * A.2, last step: takes off the formatting that teachers leave behind (`**`, 1, 2, 3): bold and italic marks, list
 * numbers and bullets at the start of a line, headings, rules and fences, stray quotes, control characters.
 *
 * It never touches what only looks like formatting: "3.5 km", "2024年", "10:30", `-1+1`, `(*^_^*)`, `_(:з」∠)_`.
 * Cleaning twice is cleaning once: a pass only removes, and passes run until one removes nothing.
 */
export function cleanDialogue<Pair extends { question: string; answer: string }>(dialogue: Pair): Pair {
  return { ...dialogue, question: cleanText(dialogue.question), answer: cleanText(dialogue.answer) }
}

export function cleanText(text: string): string {
  let current = withoutControls(text)
  for (;;) {
    const next = onePass(current)
    if (next === current) return current
    current = next
  }
}

function onePass(text: string): string {
  const lines = text.split('\n').filter((line) => !isRuleOrFence(line))
  return withoutWrappingQuotes(
    lines
      .map((line) => withoutEmphasis(withoutLinePrefix(line.trim())))
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
  )
}

/** Well-formed Unicode without terminal escapes, NUL and other controls; line ends as `\n`. */
function withoutControls(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?/g, '\n')
      // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
      .replace(/\u001B(?:\[[0-9;?]{0,20}[A-Za-z]|\][^\u0007\u001B]{0,200}\u0007?)/g, '')
      // oxlint-disable-next-line no-control-regex -- as above
      .replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B\u2060\uFEFF]/g, '')
      .replaceAll('\t', ' ')
  )
}

function isRuleOrFence(line: string): boolean {
  const bare = line.trim()
  return /^```[a-z]{0,12}$/i.test(bare) || /^(?:-{3,}|={3,}|\*{3,}|_{3,})$/.test(bare)
}

const linePrefixes = [
  /^#{1,6}\s+(?=\S)/, // heading
  /^>\s?(?=[\p{L}\p{N}"“「*])/u, // quoted block
  /^[-*+•●▪◦‣]\s+(?=\S)/, // bullet
  /^\d{1,2}[.)]\s+(?=\S)/, // 1. or 1), never 3.5
  /^\d{1,2}、(?=\S)/, // 1、
  /^[（(]\d{1,2}[)）]\s*(?=[\p{L}])/u, // (1)
  /^[①-⑳]\s*(?=\S)/,
]

function withoutLinePrefix(line: string): string {
  let rest = line
  for (let at = 0; at < linePrefixes.length; at++) {
    const shorter = rest.replace(linePrefixes[at]!, '')
    if (shorter === rest) continue
    rest = shorter
    at = -1
  }
  return rest
}

/** Marks count only in pairs around words; then the lone `**` beside a word that an unclosed pair leaves. */
function withoutEmphasis(line: string): string {
  return line
    .replace(/\*\*\*(?=[\p{L}\p{N}"“「(])([^*\n]{1,2000})\*\*\*/gu, '$1')
    .replace(/\*\*(?=[\p{L}\p{N}"“「'‘(（])([^*\n]{1,2000})\*\*/gu, '$1')
    .replace(/(?<![\p{L}\p{N}_])__(?=[\p{L}\p{N}"“])([^_\n]{1,2000})__(?![\p{L}\p{N}_]|\.\p{L})/gu, '$1')
    .replace(
      /(?<![\p{L}\p{N}*(（\\])\*(?=[\p{L}\p{N}"“])([^*\n]{1,2000})(?<=[\p{L}\p{N}.!?,。！？，"”…])\*(?![\p{L}\p{N}*)）])/gu,
      '$1',
    )
    .replace(
      /(?<![\p{L}\p{N}_(（\\])_(?=[\p{L}\p{N}])([^_\n]{1,2000})(?<=[\p{L}\p{N}.!?,。！？，])_(?![\p{L}\p{N}_)）])/gu,
      '$1',
    )
    .replace(/(?<=^|\s)\*\*(?=\p{L})/gu, '')
    .replace(/(?<=[\p{L}.!?,:。！？：])\*\*(?=\s|$)/gu, '')
    .trim()
}

const quotePairs: [open: string, close: string][] = [
  ['"', '"'],
  ['“', '”'],
  ['「', '」'],
  ['『', '』'],
  ['«', '»'],
]

/** Quotes around the whole text, or one at an end that has no partner. 5'10" keeps its inches. */
function withoutWrappingQuotes(text: string): string {
  for (const [open, close] of quotePairs) {
    const inner = text.slice(1, -1)
    if (
      text.length >= 2 &&
      text.startsWith(open) &&
      text.endsWith(close) &&
      !inner.includes(open) &&
      !inner.includes(close)
    ) {
      return inner.trim()
    }
    const opens = text.split(open).length - 1
    const closes = open === close ? opens : text.split(close).length - 1
    const isAlone = open === close ? opens === 1 : opens + closes === 1
    if (isAlone && text.startsWith(open)) return text.slice(1).trim()
    if (isAlone && text.endsWith(close) && !/\d$/.test(text.slice(0, -1))) return text.slice(0, -1).trim()
  }
  return text
}
