/** The one person of a house without accounts. Reviews carry their id. */
import { asc, eq, sql } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { people } from '../db/schema.js'
import type { Person } from './context.js'

const ownerLock = 1_987_211_004

export async function localOwner(db: Database): Promise<Person> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${ownerLock})`)
    const [known] = await tx.select().from(people).where(eq(people.role, 'owner')).orderBy(asc(people.id)).limit(1)
    if (known !== undefined) return known
    const [owner] = await tx.insert(people).values({ name: 'Owner', role: 'owner' }).returning()
    if (owner === undefined) throw new Error('The owner was not stored.')
    return owner
  })
}
