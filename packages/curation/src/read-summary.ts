/**
 * Splits the summary agent's answer into reasoning and summary. Models forget tags, close them twice, think in
 * `<think>` or write headings; whatever can be told apart is, and a text without any mark is all summary.
 */
export interface ReadSummary {
  reasoning: string
  summary: string
  /** False where `<summary>` was opened and never closed, or thinking never ended. */
  isWhole: boolean
}

export function readSummary(text: string): ReadSummary {
  const { thinking, rest, isClosed } = splitThinking(text)
  const open = lastTag(rest, 'summary')
  if (open) {
    const before = withoutTags(rest.slice(0, open.start), 'reasoning')
    const body = rest.slice(open.end)
    const close = body.search(/<\/\s?summary\s?>/i)
    return {
      reasoning: join(thinking, before),
      summary: (close === -1 ? body : body.slice(0, close)).trim(),
      isWhole: close !== -1,
    }
  }
  const reasoningEnd = rest.search(/<\/\s?reasoning\s?>/i)
  if (reasoningEnd !== -1) {
    const after = rest.slice(reasoningEnd).replace(/^<[^>]{0,20}>/, '')
    return {
      reasoning: join(thinking, withoutTags(rest.slice(0, reasoningEnd), 'reasoning')),
      summary: withoutHeading(after),
      isWhole: true,
    }
  }
  if (/^\s?<\s?reasoning\s?>/i.test(rest))
    return { reasoning: join(thinking, withoutTags(rest, 'reasoning')), summary: '', isWhole: false }
  const heading = summaryHeading(rest)
  if (heading) {
    return {
      reasoning: join(thinking, rest.slice(0, heading.start)),
      summary: rest.slice(heading.end).trim(),
      isWhole: true,
    }
  }
  return { reasoning: thinking, summary: withoutHeading(rest), isWhole: isClosed }
}

/** `<think>…</think>` at the start, or everything before a lone `</think>`. */
function splitThinking(text: string): { thinking: string; rest: string; isClosed: boolean } {
  const close = /<\/\s?think(?:ing)?\s?>/i.exec(text)
  if (close) {
    const thinking = text.slice(0, close.index).replace(/^\s{0,99}<\s?think(?:ing)?\s?>/i, '')
    return { thinking: thinking.trim(), rest: text.slice(close.index + close[0].length), isClosed: true }
  }
  const open = /^\s{0,99}<\s?think(?:ing)?\s?>/i.exec(text)
  if (open) return { thinking: text.slice(open[0].length).trim(), rest: '', isClosed: false }
  return { thinking: '', rest: text, isClosed: true }
}

function lastTag(text: string, name: string): { start: number; end: number } | undefined {
  const found = [...text.matchAll(new RegExp(`<\\s?${name}\\s?>`, 'gi'))].at(-1)
  return found && { start: found.index, end: found.index + found[0].length }
}

/** A line that is only "Summary:", "**Summary**", "## 摘要" or the like. */
function summaryHeading(text: string): { start: number; end: number } | undefined {
  const found = [
    ...text.matchAll(/^[#*\s]{0,8}(?:final summary|summary|总结|摘要|概述)[*\s]{0,4}[:：]?[*\s]{0,4}$/gim),
  ].at(-1)
  return found && { start: found.index, end: found.index + found[0].length }
}

function withoutHeading(text: string): string {
  return text
    .trim()
    .replace(/^[#*]{0,6} ?(?:final summary|summary|总结|摘要|概述)\*{0,2} ?[:：]\*{0,2}/i, '')
    .trim()
}

function withoutTags(text: string, name: string): string {
  return text.replace(new RegExp(`</?\\s?${name}\\s?>`, 'gi'), '').trim()
}

function join(...parts: string[]): string {
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('\n\n')
}
