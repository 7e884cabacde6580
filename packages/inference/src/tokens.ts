/** Token estimates that err on the large side, for budgets. The endpoint's own count is in every reply. */

/** A Han character counts as one and a quarter, other text as one for every two and a half UTF-8 bytes. */
export function estimateTextTokens(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  const otherBytes = new TextEncoder().encode(text).length - han * 3
  return Math.ceil(han * 1.25 + Math.max(0, otherBytes) / 2.5)
}

/** What `Frame-128: ` and its line end cost. */
export const labelTokens = 6
