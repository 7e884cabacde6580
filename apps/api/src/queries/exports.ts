/** The files made of data set versions. */
import { and, desc, eq, lt, sql } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { dataSets, dataSetVersions, exports as exportRows } from '../db/schema.js'
import type { ExportOverride } from '../db/tables/data-sets.js'
import type { ExportView } from '../views/exports.js'
import type { Page } from '../views/page.js'
import { failureOfRow } from './failure-of-row.js'
import { latestJob } from './latest-job.js'
import { toPage } from './pages.js'

export async function listExports(
  db: Database,
  filter: { projectId?: string; versionId?: string; id?: string },
  page: { cursor?: string | null; limit: number },
): Promise<Page<ExportView>> {
  const latest = latestJob(db, exportRows.id)
  const rows = await db
    .select({
      file: exportRows,
      name: dataSets.name,
      version: dataSetVersions.version,
      job: latest.glance,
    })
    .from(exportRows)
    .innerJoin(dataSetVersions, eq(dataSetVersions.id, exportRows.versionId))
    .innerJoin(dataSets, eq(dataSets.id, dataSetVersions.dataSetId))
    .leftJoinLateral(latest.job, sql`true`)
    .where(
      and(
        filter.projectId ? eq(dataSets.projectId, filter.projectId) : undefined,
        filter.versionId ? eq(exportRows.versionId, filter.versionId) : undefined,
        filter.id ? eq(exportRows.id, filter.id) : undefined,
        page.cursor ? lt(exportRows.id, page.cursor) : undefined,
      ),
    )
    .orderBy(desc(exportRows.id))
    .limit(page.limit + 1)
  return toPage(
    rows,
    page.limit,
    ({ file, name, version, job }) => ({
      id: file.id,
      versionId: file.versionId,
      name,
      version,
      format: file.format as ExportView['format'],
      settings: file.settings,
      status: file.status,
      error: failureOfRow(file),
      sha256: file.fileSha256,
      sizeBytes: file.sizeBytes,
      rows: file.rows,
      split: (file.settings['split'] ?? 'all') as ExportView['split'],
      lint: file.lint as ExportView['lint'],
      override: file.override && toOverride(file.override),
      downloadUrl: file.fileSha256 === null ? null : `/exports/${file.id}`,
      job,
      createdAt: file.createdAt.toISOString(),
    }),
    ({ file }) => file.id,
  )
}

/** Without the person's id. */
function toOverride({ name, reason, at, blocked }: ExportOverride): NonNullable<ExportView['override']> {
  return { name, reason, at, blocked }
}
