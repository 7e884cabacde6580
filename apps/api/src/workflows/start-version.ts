/** Asks for a data set version. The name finds its data set, or makes it; the version is made by a job. */
import { and, eq } from 'drizzle-orm'
import * as z from 'zod'
import type { Transaction } from '../db/database.js'
import { dataSets } from '../db/schema.js'
import type { JobHandler } from '../jobs/job.js'
import type { Services } from '../services.js'
import { createVersion } from './create-version.js'
import { openingProjectId } from './projects.js'
import { VersionSettings } from './versions/settings.js'

export const NewVersion = VersionSettings.extend({
  name: z.string().trim().min(1).max(200),
  projectId: z.uuid().optional(),
})
export type NewVersion = z.output<typeof NewVersion>

export interface StartedVersion {
  dataSetId: string
  jobId: string
}

export async function startVersion(services: Services, input: NewVersion): Promise<StartedVersion> {
  const { name, projectId: wanted, ...settings } = input
  const projectId = wanted ?? (await openingProjectId(services.db))
  return services.db.transaction(async (tx) => {
    const dataSetId = await ensureDataSet(tx, projectId, name)
    const jobId = await services.jobs.enqueue(tx, {
      kind: 'version',
      projectId,
      subjectId: dataSetId,
      subjectName: name,
      payload: settings,
    })
    return { dataSetId, jobId }
  })
}

/** The job's handler: its result names the version, new or found. */
export const makeVersion: JobHandler = async (context) => {
  const settings = VersionSettings.parse(context.job.payload)
  const { versionId, isNew } = await createVersion(context, context.job.subjectId!, settings)
  return context.finish({ state: 'done', result: { versionId, isNew } })
}

export async function ensureDataSet(tx: Transaction, projectId: string, name: string): Promise<string> {
  await tx.insert(dataSets).values({ projectId, name }).onConflictDoNothing()
  const [row] = await tx
    .select({ id: dataSets.id })
    .from(dataSets)
    .where(and(eq(dataSets.projectId, projectId), eq(dataSets.name, name)))
  return row!.id
}
