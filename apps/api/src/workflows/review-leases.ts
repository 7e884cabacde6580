/**
 * Who has which item open. The next item is one that nobody else has; a lease that nobody renews runs out, and its
 * item is given to whoever asks next. A lease is a courtesy: what protects the text is its version.
 */
import { and, eq, sql, type SQL } from 'drizzle-orm'
import type { Transaction } from '../db/database.js'
import { selectRows } from '../db/database.js'
import { dialogues, people, reviewLeases } from '../db/schema.js'
import { ApiError } from '../errors.js'
import { reviewQueue, type QueueFilter } from '../queries/review-queue.js'
import type { Services } from '../services.js'
import type { ReviewLease } from '../views/reviews.js'

/** Ours: long enough for a look at a long video, short enough that a closed browser blocks nobody for long. */
export const leaseMinutes = 10

/** Two that ask at the same moment may choose the same item; the second of them chooses again. */
const tries = 5

/** The id of the next item, now this reviewer's; null where nothing is left. Gives back whatever they had open. */
export async function leaseNext(services: Services, reviewerId: string, filter: QueueFilter): Promise<string | null> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const found = await services.db.transaction(async (tx) => {
      await tx.delete(reviewLeases).where(eq(reviewLeases.reviewerId, reviewerId))
      const [next] = await selectRows<{ id: string }>(
        tx,
        sql`select ${dialogues.id} as id ${reviewQueue(reviewerId, filter)}
          order by ${dialogues.id} limit 1 for update of ${dialogues} skip locked`,
      )
      if (next === undefined) return { id: null }
      return (await take(tx, reviewerId, next.id)) ? next : undefined
    })
    if (found !== undefined) return found.id
  }
  return null
}

/** @throws ApiError `conflict` where somebody else has it open, with who and until when in `details` */
export async function leaseOne(services: Services, reviewerId: string, dialogueId: string): Promise<void> {
  await services.db.transaction(async (tx) => {
    const [known] = await tx.select({ id: dialogues.id }).from(dialogues).where(eq(dialogues.id, dialogueId))
    if (known === undefined) throw new ApiError('not-found', 'This dialogue does not exist.')
    if (await take(tx, reviewerId, dialogueId)) return
    const [lease] = await tx
      .select({ reviewer: people.name, until: reviewLeases.leasedUntil })
      .from(reviewLeases)
      .innerJoin(people, eq(people.id, reviewLeases.reviewerId))
      .where(eq(reviewLeases.dialogueId, dialogueId))
    throw new ApiError('conflict', `${lease?.reviewer ?? 'Somebody else'} has this dialogue open.`, {
      advice: `Take another one; it is free again after ${leaseMinutes} minutes at the latest.`,
      details: { ...lease },
    })
  })
}

export async function releaseLease(services: Services, reviewerId: string, dialogueId: string): Promise<void> {
  await services.db
    .delete(reviewLeases)
    .where(and(eq(reviewLeases.dialogueId, dialogueId), eq(reviewLeases.reviewerId, reviewerId)))
}

export async function readLease(services: Services, dialogueId: string): Promise<ReviewLease | null> {
  const [row] = await services.db
    .select({
      reviewer: people.name,
      until: reviewLeases.leasedUntil,
      secondsLeft: sql<number>`extract(epoch from ${reviewLeases.leasedUntil} - now())`.mapWith(Number),
    })
    .from(reviewLeases)
    .innerJoin(people, eq(people.id, reviewLeases.reviewerId))
    .where(eq(reviewLeases.dialogueId, dialogueId))
  return row === undefined ? null : { ...row, until: row.until?.toISOString() ?? '' }
}

/** False where somebody else holds it. */
async function take(tx: Transaction, reviewerId: string, dialogueId: string): Promise<boolean> {
  const leasedUntil: SQL = sql`now() + make_interval(mins => ${leaseMinutes})`
  const taken = await tx
    .insert(reviewLeases)
    .values({ dialogueId, reviewerId, leasedUntil })
    .onConflictDoUpdate({
      target: reviewLeases.dialogueId,
      set: { reviewerId, leasedUntil },
      setWhere: sql`${reviewLeases.reviewerId} = ${reviewerId} or ${reviewLeases.leasedUntil} <= now()`,
    })
    .returning({ id: reviewLeases.dialogueId })
  return taken.length > 0
}
