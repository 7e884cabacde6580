/**
 * Who reviews. There are no accounts: a reviewer is a name chosen in the browser, which becomes a row the first time
 * it decides something. Nothing proves that it is always the same person; it tells one reviewer from another.
 */
import { and, eq } from 'drizzle-orm'
import * as z from 'zod'
import type { Database } from '../db/database.js'
import { people } from '../db/schema.js'

export const ReviewerName = z.string().trim().min(1).max(80)

export async function reviewerByName(db: Database, name: string): Promise<string> {
  await db.insert(people).values({ name, role: 'reviewer' }).onConflictDoNothing()
  const [row] = await db
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.name, name)))
  if (row === undefined) throw new Error('The reviewer was not stored.')
  return row.id
}
