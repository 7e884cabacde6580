/** Finds the JSON objects that stand in a text, outermost only, whatever prose or code fences surround them. */

export interface FoundObject {
  /** As it stands in the text. */
  text: string
  value: Record<string, unknown>
}

/** Braces that never close each cost a look at the rest of the text; a text with more of them is not an answer. */
const maxFailures = 64

export function findJsonObjects(text: string): FoundObject[] {
  const found: FoundObject[] = []
  let failures = 0
  let start = text.indexOf('{')
  while (start !== -1 && failures < maxFailures) {
    const end = endOfObject(text, start)
    const raw = text.slice(start, end)
    const value = end === undefined ? undefined : parseObject(raw)
    if (value) found.push({ text: raw, value })
    else failures += 1
    start = text.indexOf('{', value && end !== undefined ? end : start + 1)
  }
  return found
}

/** The position after the brace that closes the one at `start`; braces inside strings do not count. */
function endOfObject(text: string, start: number): number | undefined {
  let depth = 0
  let isInString = false
  for (let index = start; index < text.length; index += 1) {
    const character = text[index]
    if (isInString) {
      if (character === '\\') index += 1
      else if (character === '"') isInString = false
    } else if (character === '"') isInString = true
    else if (character === '{') depth += 1
    else if (character === '}') {
      depth -= 1
      if (depth === 0) return index + 1
    }
  }
  return undefined
}

function parseObject(raw: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(raw) as Record<string, unknown>
  } catch {
    return undefined
  }
}
