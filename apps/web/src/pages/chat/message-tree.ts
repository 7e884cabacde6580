/** Messages form a tree: a second try is a sibling. One branch of it is shown. */
import type { ChatMessageView } from '../../api-types.js'

/** From the beginning to the chosen message, and on along the newest children. */
export function branchThrough(messages: readonly ChatMessageView[], leafId: string | undefined): ChatMessageView[] {
  const chosen = messages.find((message) => message.id === leafId) ?? messages.at(-1)
  const branch = pathTo(messages, chosen?.id ?? null)
  for (let last = branch.at(-1); last;) {
    const parentId: string = last.id
    last = messages.findLast((message) => message.parentId === parentId)
    if (last) branch.push(last)
  }
  return branch
}

/** From the beginning to one message. */
export function pathTo(messages: readonly ChatMessageView[], id: string | null): ChatMessageView[] {
  const byId = new Map(messages.map((message) => [message.id, message]))
  const path: ChatMessageView[] = []
  for (let at = byId.get(id ?? ''); at; at = byId.get(at.parentId ?? '')) path.unshift(at)
  return path
}

/** The other tries at the same place, oldest first, with this one among them. */
export function siblingsOf(messages: readonly ChatMessageView[], message: ChatMessageView): ChatMessageView[] {
  return messages.filter((candidate) => candidate.parentId === message.parentId && candidate.role === message.role)
}
