/** Keyset pages: the cursor is the place of the last row, so page 1,000 costs what page 1 costs. */
import { gt, lt, type SQL } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import * as z from 'zod'
import type { Page } from '../views/page.js'

export const PageInput = z.object({
  cursor: z.string().max(200).nullish(),
  limit: z.int().min(1).max(200).default(50),
})
export type PageInput = z.output<typeof PageInput>

/** What a list takes of a page: without a cursor it is the first. */
export interface PageRequest {
  cursor?: string | null
  limit: number
}

/**
 * The frame of every list that is ordered by its time-ordered ids. `select` is given where the page begins and how
 * many rows to read, one more than are shown: it says whether there is another page.
 */
export async function pageById<Item extends { id: string }>(
  { cursor, limit }: PageRequest,
  id: AnyPgColumn,
  select: (begin: SQL | undefined, limit: number) => Promise<Item[]>,
  order: 'newest' | 'oldest' = 'newest',
): Promise<Page<Item>> {
  const begin = cursor ? (order === 'newest' ? lt(id, cursor) : gt(id, cursor)) : undefined
  return toPage(
    await select(begin, limit + 1),
    limit,
    (item) => item,
    (item) => item.id,
  )
}

/** `rows` holds one more than the page shows, where there is one more. */
export function toPage<Row, Item>(
  rows: Row[],
  limit: number,
  toItem: (row: Row) => Item,
  cursorOf: (row: Row) => string,
): Page<Item> {
  const shown = rows.slice(0, limit)
  return {
    items: shown.map(toItem),
    nextCursor: rows.length > limit ? cursorOf(shown.at(-1)!) : null,
  }
}
