/** Data set versions and the files made of them. */
import { and, desc, eq, lt, sql } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { dataSetItems, dataSets, dataSetVersions, dialogues, exports as exportRows, generations } from '../db/schema.js'
import type { DataSetVersionView, ExportView } from '../views/exports.js'
import type { Page } from '../views/page.js'
import { failureOfRow } from './failure-of-row.js'
import { latestJob } from './latest-job.js'
import { toPage } from './pages.js'

export async function listVersions(
  db: Database,
  filter: { projectId?: string; id?: string },
  page: { cursor?: string | null; limit: number },
): Promise<Page<DataSetVersionView>> {
  const rows = await db
    .select({
      version: dataSetVersions,
      name: dataSets.name,
      projectId: dataSets.projectId,
      isRehearsal: sql<boolean>`exists (select 1 from ${dataSetItems}
        join ${dialogues} on ${dialogues.id} = ${dataSetItems.dialogueId}
        join ${generations} on ${generations.id} = ${dialogues.generationId}
        where ${dataSetItems.versionId} = ${dataSetVersions.id} and ${generations.isRehearsal})`,
    })
    .from(dataSetVersions)
    .innerJoin(dataSets, eq(dataSets.id, dataSetVersions.dataSetId))
    .where(
      and(
        filter.projectId ? eq(dataSets.projectId, filter.projectId) : undefined,
        filter.id ? eq(dataSetVersions.id, filter.id) : undefined,
        page.cursor ? lt(dataSetVersions.id, page.cursor) : undefined,
      ),
    )
    .orderBy(desc(dataSetVersions.id))
    .limit(page.limit + 1)
  return toPage(
    rows,
    page.limit,
    ({ version, name, projectId, isRehearsal }) => ({
      id: version.id,
      projectId,
      name,
      version: version.version,
      seed: version.seed,
      manifestHash: version.manifestHash,
      counts: {
        videos: version.counts['videos'] ?? 0,
        dialogues: version.counts['dialogues'] ?? 0,
        train: version.counts['train'] ?? 0,
        heldout: version.counts['heldout'] ?? 0,
      },
      isRehearsal,
      createdAt: version.createdAt.toISOString(),
    }),
    ({ version }) => version.id,
  )
}

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
      format: file.format === 'openai' ? 'openai' : 'internvl',
      trainer: file.format as ExportView['trainer'],
      settings: file.settings,
      status: file.status,
      error: failureOfRow(file),
      sha256: file.fileSha256,
      sizeBytes: file.sizeBytes,
      rows: file.rows,
      split: (file.settings['split'] ?? 'all') as ExportView['split'],
      lint: file.lint as ExportView['lint'],
      downloadUrl: file.fileSha256 === null ? null : `/exports/${file.id}`,
      job,
      createdAt: file.createdAt.toISOString(),
    }),
    ({ file }) => file.id,
  )
}
