/** Keyset pages: the cursor is the place of the last row, so page 1,000 costs what page 1 costs. */
import * as z from 'zod'
import type { Page } from '../views/page.js'

export const PageInput = z.object({
  cursor: z.string().max(200).nullish(),
  limit: z.int().min(1).max(200).default(50),
})
export type PageInput = z.output<typeof PageInput>

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
