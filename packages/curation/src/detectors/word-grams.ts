/** Words of a text, lower case; each Han character is a word, since Chinese puts no spaces between them. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/\p{Script=Han}|[\p{L}\p{N}]+/gu) ?? []
}

/** Runs of `size` words. */
export function gramsOf(text: string, size: number): string[] {
  const words = wordsOf(text)
  return Array.from({ length: Math.max(0, words.length - size + 1) }, (_, at) => words.slice(at, at + size).join(' '))
}
