/** Data set versions as pages show them, with what takedowns took out of them. */
import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { dataSets, dataSetVersions, versionTakedowns } from '../db/schema.js'
import type { DataSetVersionView } from '../views/data-sets.js'
import type { Page } from '../views/page.js'
import { toPage } from './pages.js'

export async function listVersions(
  db: Database,
  filter: { projectId?: string; dataSetId?: string; id?: string },
  page: { cursor?: string | null; limit: number },
): Promise<Page<DataSetVersionView>> {
  const rows = await db
    .select({ version: dataSetVersions, name: dataSets.name, projectId: dataSets.projectId })
    .from(dataSetVersions)
    .innerJoin(dataSets, eq(dataSets.id, dataSetVersions.dataSetId))
    .where(
      and(
        eq(dataSetVersions.status, 'ready'),
        filter.projectId ? eq(dataSets.projectId, filter.projectId) : undefined,
        filter.dataSetId ? eq(dataSetVersions.dataSetId, filter.dataSetId) : undefined,
        filter.id ? eq(dataSetVersions.id, filter.id) : undefined,
        page.cursor ? lt(dataSetVersions.id, page.cursor) : undefined,
      ),
    )
    .orderBy(desc(dataSetVersions.id))
    .limit(page.limit + 1)
  const taken = await takenDown(
    db,
    rows.map(({ version }) => version.id),
  )
  return toPage(
    rows,
    page.limit,
    (row) => toView(row, taken.get(row.version.id)),
    ({ version }) => version.id,
  )
}

type TakenDown = DataSetVersionView['takenDown']

async function takenDown(db: Database, versionIds: string[]): Promise<Map<string, TakenDown>> {
  if (versionIds.length === 0) return new Map()
  const rows = await db
    .select({
      id: versionTakedowns.versionId,
      videos: sql<number>`count(*)::int`,
      dialogues: sql<number>`sum(${versionTakedowns.dialogues})::int`,
    })
    .from(versionTakedowns)
    .where(inArray(versionTakedowns.versionId, versionIds))
    .groupBy(versionTakedowns.versionId)
  return new Map(rows.map(({ id, videos, dialogues }) => [id, { videos, dialogues }]))
}

interface VersionRow {
  version: typeof dataSetVersions.$inferSelect
  name: string
  projectId: string
}

function toView({ version, name, projectId }: VersionRow, taken: TakenDown | undefined): DataSetVersionView {
  const { settings, counts } = version
  return {
    id: version.id,
    dataSetId: version.dataSetId,
    projectId,
    name,
    version: version.version,
    seed: version.seed,
    manifestHash: version.manifestHash,
    settings: {
      heldout: (settings['heldout'] as number | undefined) ?? null,
      counts: (settings['counts'] as { train: number; heldout: number } | undefined) ?? null,
      groupBy: (settings['groupBy'] as DataSetVersionView['settings']['groupBy'] | undefined) ?? 'video',
      isReviewedOnly: settings['isReviewedOnly'] === true,
    },
    counts: {
      videos: counts['videos'] ?? 0,
      dialogues: counts['dialogues'] ?? 0,
      train: counts['train'] ?? 0,
      heldout: counts['heldout'] ?? 0,
      trainVideos: counts['trainVideos'] ?? null,
      heldoutVideos: counts['heldoutVideos'] ?? null,
    },
    deviation: (settings['deviation'] as Record<string, number> | undefined) ?? {},
    leaks: version.leaks,
    takenDown: taken ?? { videos: 0, dialogues: 0 },
    isRehearsal: version.isRehearsal,
    createdAt: version.createdAt.toISOString(),
  }
}
