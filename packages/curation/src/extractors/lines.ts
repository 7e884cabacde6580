/** Lines with their offsets, and the ornaments that models put in front of one: quotes, bullets, numbers, hashes, stars. */
export interface Line {
  text: string
  start: number
  end: number
}

export function linesOf(text: string): Line[] {
  const lines: Line[] = []
  let start = 0
  while (start <= text.length) {
    const found = text.indexOf('\n', start)
    const end = found === -1 ? text.length : found
    lines.push({ text: text.slice(start, end).replace(/\r$/, ''), start, end })
    start = end + 1
  }
  return lines
}

/** How many characters of ornament stand before the words: spaces, `>`, bullets, `#`, stars, quotes, brackets, list numbers. */
export function ornamentLength(line: string): number {
  let at = 0
  while (at < line.length) {
    if (/[\s>#*_\-•●▪◦·–+`"“「『【[({（|~]/.test(line[at]!)) {
      at++
      continue
    }
    const number = /^(?:\d{1,3}[.)、．:：]|[①-⑳])(?=\s|\*|[^\d\s])/.exec(line.slice(at, at + 6))
    if (!number) break
    at += number[0].length
  }
  return at
}

/** `---`, `===`, `* * *`, or a code fence: a line that only separates. */
export function isRule(line: string): boolean {
  const bare = line.trim()
  return bare.startsWith('```') || (bare.length >= 3 && /^[-=_*~—\s]+$/.test(bare))
}
