/** Which project a thing belongs to when nobody said so. */
import { asc, eq, sql } from 'drizzle-orm'
import type { Database, Transaction } from '../db/database.js'
import { projects, videos } from '../db/schema.js'

export const firstProjectName = 'My project'
export const demoProjectName = 'Demo'

/** The project new videos go to: the oldest that is not the demo, made where there is none. */
export async function defaultProjectId(db: Database | Transaction): Promise<string> {
  const [own] = await db
    .select({ id: projects.id })
    .from(projects)
    .where(eq(projects.isDemo, false))
    .orderBy(asc(projects.id))
    .limit(1)
  return own?.id ?? (await ensureProject(db, firstProjectName, false))
}

export async function ensureProject(db: Database | Transaction, name: string, isDemo: boolean): Promise<string> {
  await db.insert(projects).values({ name, isDemo }).onConflictDoNothing()
  const [row] = await db.select({ id: projects.id }).from(projects).where(eq(projects.name, name))
  return row!.id
}

/** The project to open first: the oldest with videos, people's own before the demo. */
export async function openingProjectId(db: Database): Promise<string> {
  const [row] = await db
    .select({ id: projects.id })
    .from(projects)
    .where(sql`exists (select 1 from ${videos} where ${videos.projectId} = ${projects.id})`)
    .orderBy(asc(projects.isDemo), asc(projects.id))
    .limit(1)
  return row?.id ?? (await defaultProjectId(db))
}
