/**
 * Text of strangers on a terminal. File names and model answers may carry escape sequences that move the cursor,
 * rename the window or hide what was printed; every control character is shown as its picture instead.
 */
import stringWidth from 'string-width'

/** C0, DEL, C1, and the marks that reverse the direction of text. */
// oxlint-disable-next-line no-control-regex -- control characters are what this is about
const unsafe = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g

/** Safe to print; keeps line breaks and tabs. */
export const printable = (text: string): string => text.replaceAll('\r\n', '\n').replace(unsafe, pictureOf)

/** Safe to print on one line. */
export const printableLine = (text: string): string =>
  printable(text.replace(/\s*\n\s*/g, ' ').replaceAll('\t', ' ')).trim()

function pictureOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  if (code === 0x7f) return '␡'
  return `\\u${code.toString(16).padStart(4, '0')}`
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** At most `width` columns, with an ellipsis where something was left out. */
export function fit(text: string, width: number): string {
  if (stringWidth(text) <= width) return text
  let kept = ''
  let used = 0
  for (const { segment } of graphemes.segment(text)) {
    const size = stringWidth(segment)
    if (used + size > width - 1) break
    kept += segment
    used += size
  }
  return `${kept}…`
}

/** Breaks at spaces, and inside a word only where the word alone is too long (or the script has no spaces). */
export function wrap(text: string, width: number): string[] {
  return printable(text)
    .split('\n')
    .flatMap((paragraph) => wrapParagraph(paragraph.replaceAll('\t', '  '), width))
}

function wrapParagraph(paragraph: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(paragraph)) {
    if (stringWidth(line + segment.trimEnd()) <= width) {
      line += segment
      continue
    }
    if (line !== '') lines.push(line.trimEnd())
    line = segment.trimStart()
    while (stringWidth(line) > width) {
      const head = fit(line, width + 1).replace(/…$/, '')
      if (head === '') break
      lines.push(head)
      line = line.slice(head.length)
    }
  }
  return [...lines, line.trimEnd()]
}
