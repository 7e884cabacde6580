/** The typed client of a server under test. */
import { createTRPCClient, httpBatchLink, type TRPCClient } from '@trpc/client'
import type { AppRouter } from '@video2roleplay/api'
import { setTimeout as sleep } from 'node:timers/promises'

export type Client = TRPCClient<AppRouter>

export const connect = (port: number): Client =>
  createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: `http://127.0.0.1:${port}/trpc`, maxItems: 20 })] })

/** Asks until the answer satisfies, or says what it last was. */
export async function until<T>(
  ask: () => Promise<T>,
  isEnough: (answer: T) => boolean,
  options: { seconds: number; what: string },
): Promise<T> {
  const end = performance.now() + options.seconds * 1000
  let answer = await ask()
  while (!isEnough(answer)) {
    if (performance.now() > end)
      throw new Error(`${options.what} did not come within ${options.seconds} s; last seen: ${JSON.stringify(answer)}`)
    await sleep(200)
    answer = await ask()
  }
  return answer
}

/** Every page of a list. */
export async function everyItem<T>(
  page: (cursor: string | undefined) => Promise<{ items: T[]; nextCursor: string | null }>,
): Promise<T[]> {
  const items: T[] = []
  let cursor: string | undefined
  do {
    const next = await page(cursor)
    items.push(...next.items)
    cursor = next.nextCursor ?? undefined
  } while (cursor !== undefined)
  return items
}
