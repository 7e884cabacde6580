/** Who reviews in this browser. There are no accounts: it is a name, kept here and sent with every decision. */
import { createSimpleStore, useSimpleStore } from '../shell/simple-store.js'

const key = 'v2r-reviewer'
const store = createSimpleStore<string | null>(localStorage.getItem(key))

export const useReviewerName = (): string | null => useSimpleStore(store)
export const readReviewerName = (): string | null => store.get()

export function setReviewerName(name: string | null): void {
  if (name === null) localStorage.removeItem(key)
  else localStorage.setItem(key, name)
  store.set(name)
}
