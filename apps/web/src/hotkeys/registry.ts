/**
 * Every shortcut of the page that is open, in one list: the key listener and the shortcut sheet read the same one.
 * A key is an event.key ("j", "?", "["), or two of them in sequence ("g v").
 */
export interface Shortcut {
  keys: string
  label: string
  group: string
  run: () => void
}

const stack: Shortcut[][] = []
const listeners = new Set<() => void>()
let snapshot: readonly Shortcut[] = []

function publish(): void {
  snapshot = stack.flat()
  for (const listener of listeners) listener()
}

export function addShortcuts(shortcuts: Shortcut[]): () => void {
  stack.push(shortcuts)
  publish()
  return () => {
    stack.splice(stack.indexOf(shortcuts), 1)
    publish()
  }
}

export const readShortcuts = (): readonly Shortcut[] => snapshot

export function watchShortcuts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The last one registered wins: a page's own key comes before the shell's. */
export function findShortcut(keys: string): Shortcut | undefined {
  return snapshot.findLast((shortcut) => shortcut.keys.split(' / ').includes(keys))
}

export const hasSequence = (first: string): boolean =>
  snapshot.some((shortcut) => shortcut.keys.startsWith(`${first} `))
