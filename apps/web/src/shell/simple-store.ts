/** A value outside React with subscribers: for the few things that more than one corner of the page opens. */
import { useSyncExternalStore } from 'react'

export interface SimpleStore<Value> {
  get: () => Value
  set: (value: Value) => void
  subscribe: (listener: () => void) => () => void
}

export function createSimpleStore<Value>(initial: Value): SimpleStore<Value> {
  let current = initial
  const listeners = new Set<() => void>()
  return {
    get: () => current,
    set: (value) => {
      current = value
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export const useSimpleStore = <Value>(store: SimpleStore<Value>): Value =>
  useSyncExternalStore(store.subscribe, store.get)
