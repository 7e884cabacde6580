/** An export is a function of its version and settings: asked for again, the row that exists is used. */
import { and, eq } from 'drizzle-orm'
import * as z from 'zod'
import { dataSets, dataSetVersions, exports as exportRows } from '../db/schema.js'
import { ApiError } from '../errors.js'
import type { Services } from '../services.js'
import { settingsHashOf } from './settings-hash.js'

export const ExportSettingsInput = z.object({
  split: z.enum(['train', 'heldout', 'all']).default('train'),
  /** Most frames per example, thinned evenly; 0 makes a text-only export. The default is the format's. */
  maxFrames: z.int().min(0).max(128).optional(),
  labelStyle: z.enum(['Frame-{i}', 'Frame{i}']).default('Frame-{i}'),
})
export type ExportSettingsInput = z.output<typeof ExportSettingsInput>

/** InternVL's `video` form is not among them: its loader draws frames of its own, and our sampling would be lost. */
export const ExportedFormat = z.enum(['internvl', 'openai', 'ms-swift', 'llama-factory'])
export type ExportedFormat = z.output<typeof ExportedFormat>

/** Ours: with labels and words 24 frames stay within the 8,192 tokens that we train with; OpenAI takes 10 images. */
const defaultMaxFrames: Record<ExportedFormat, number> = {
  internvl: 24,
  openai: 10,
  'ms-swift': 24,
  'llama-factory': 24,
}

export const NewExport = z.object({
  versionId: z.uuid(),
  format: ExportedFormat,
  settings: ExportSettingsInput.optional(),
})
export type NewExport = z.output<typeof NewExport>

export async function startExport(services: Services, input: NewExport): Promise<{ id: string; jobId: string }> {
  const asked = input.settings ?? ExportSettingsInput.parse({})
  const settings = { ...asked, maxFrames: asked.maxFrames ?? defaultMaxFrames[input.format] }
  const settingsHash = settingsHashOf(settings)
  return services.db.transaction(async (tx) => {
    const [version] = await tx
      .select({ projectId: dataSets.projectId, name: dataSets.name, version: dataSetVersions.version })
      .from(dataSetVersions)
      .innerJoin(dataSets, eq(dataSets.id, dataSetVersions.dataSetId))
      .where(eq(dataSetVersions.id, input.versionId))
    if (!version) throw new ApiError('not-found', 'This data set version does not exist.')
    await tx
      .insert(exportRows)
      .values({ versionId: input.versionId, format: input.format, settings, settingsHash, status: 'running' })
      .onConflictDoNothing()
    const [row] = await tx
      .select({ id: exportRows.id })
      .from(exportRows)
      .where(
        and(
          eq(exportRows.versionId, input.versionId),
          eq(exportRows.format, input.format),
          eq(exportRows.settingsHash, settingsHash),
        ),
      )
    const id = row!.id
    const jobId = await services.jobs.enqueue(tx, {
      kind: 'export',
      projectId: version.projectId,
      subjectId: id,
      subjectName: `${version.name} v${version.version}, ${input.format}`,
      payload: {},
    })
    return { id, jobId }
  })
}
