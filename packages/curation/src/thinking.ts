/**
 * Blanks out `<think>…</think>` with spaces of the same length, so that offsets into the reply stay true.
 * A lone `</think>` ends thinking that began before the reply did; a lone `<think>` never ended.
 */
export function blankThinking(text: string): string {
  const tag = /<(\/?)\s?(?:think|thinking|thought|reasoning)\s?>/gi
  let result = ''
  let kept = 0
  let openedAt: number | undefined
  let hasSeenTag = false
  for (const match of text.matchAll(tag)) {
    const end = match.index + match[0].length
    if (match[1] === '') {
      openedAt ??= match.index
    } else if (openedAt !== undefined || !hasSeenTag) {
      const start = openedAt ?? 0
      result += text.slice(kept, Math.max(kept, start)) + blank(text.slice(Math.max(kept, start), end))
      kept = end
      openedAt = undefined
    }
    hasSeenTag = true
  }
  return openedAt === undefined
    ? result + text.slice(kept)
    : result + text.slice(kept, openedAt) + blank(text.slice(openedAt))
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ')
}
