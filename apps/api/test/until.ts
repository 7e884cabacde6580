import { setTimeout as sleep } from 'node:timers/promises'

/** Waits for a fact about the world to become true; fails when it does not within a generous time. */
export async function until(isTrue: () => boolean | Promise<boolean>, withinMs = 30_000): Promise<void> {
  for (const deadline = Date.now() + withinMs; !(await isTrue()); await sleep(25))
    if (Date.now() > deadline) throw new Error(`It did not become true within ${withinMs} ms: ${isTrue.toString()}`)
}
