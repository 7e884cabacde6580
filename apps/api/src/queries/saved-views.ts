/** Named addresses of the library. */
import { asc, eq } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { savedViews } from '../db/schema.js'
import type { SavedView } from '../views/videos.js'

const columns = { id: savedViews.id, name: savedViews.name, query: savedViews.query }

export function listSavedViews(db: Database, projectId: string): Promise<SavedView[]> {
  return db.select(columns).from(savedViews).where(eq(savedViews.projectId, projectId)).orderBy(asc(savedViews.name))
}

export async function saveView(
  db: Database,
  view: { projectId: string; name: string; query: string },
): Promise<SavedView> {
  const [saved] = await db
    .insert(savedViews)
    .values(view)
    .onConflictDoUpdate({ target: [savedViews.projectId, savedViews.name], set: { query: view.query } })
    .returning(columns)
  if (saved === undefined) throw new Error('The view was not stored.')
  return saved
}
