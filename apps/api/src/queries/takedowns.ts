/** The audit trail of what was taken down, newest first. */
import { and, desc, eq, inArray, lt } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { dataSets, dataSetVersions, people, takedowns, versionTakedowns } from '../db/schema.js'
import type { TakedownView } from '../views/data-sets.js'
import type { Page } from '../views/page.js'
import { toPage } from './pages.js'

export async function listTakedowns(
  db: Database,
  filter: { projectId?: string; versionId?: string },
  page: { cursor?: string | null; limit: number },
): Promise<Page<TakedownView>> {
  const ofVersion = filter.versionId
    ? db
        .select({ id: versionTakedowns.takedownId })
        .from(versionTakedowns)
        .where(eq(versionTakedowns.versionId, filter.versionId))
    : undefined
  const rows = await db
    .select({ takedown: takedowns, by: people.name })
    .from(takedowns)
    .leftJoin(people, eq(people.id, takedowns.personId))
    .where(
      and(
        filter.projectId ? eq(takedowns.projectId, filter.projectId) : undefined,
        ofVersion ? inArray(takedowns.id, ofVersion) : undefined,
        page.cursor ? lt(takedowns.id, page.cursor) : undefined,
      ),
    )
    .orderBy(desc(takedowns.id))
    .limit(page.limit + 1)
  const versions = await versionsOf(
    db,
    rows.map(({ takedown }) => takedown.id),
  )
  return toPage(
    rows,
    page.limit,
    ({ takedown, by }) => ({
      id: takedown.id,
      videoId: takedown.videoId,
      videoSha256: takedown.videoSha256,
      reason: takedown.reason,
      by,
      removed: takedown.removed,
      versions: versions.get(takedown.id) ?? [],
      createdAt: takedown.createdAt.toISOString(),
    }),
    ({ takedown }) => takedown.id,
  )
}

async function versionsOf(db: Database, takedownIds: string[]): Promise<Map<string, TakedownView['versions']>> {
  const reached = new Map<string, TakedownView['versions']>()
  if (takedownIds.length === 0) return reached
  const rows = await db
    .select({
      takedownId: versionTakedowns.takedownId,
      versionId: versionTakedowns.versionId,
      name: dataSets.name,
      version: dataSetVersions.version,
      dialogues: versionTakedowns.dialogues,
    })
    .from(versionTakedowns)
    .innerJoin(dataSetVersions, eq(dataSetVersions.id, versionTakedowns.versionId))
    .innerJoin(dataSets, eq(dataSets.id, dataSetVersions.dataSetId))
    .where(inArray(versionTakedowns.takedownId, takedownIds))
  for (const { takedownId, ...version } of rows) reached.set(takedownId, [...(reached.get(takedownId) ?? []), version])
  return reached
}
