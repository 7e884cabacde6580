/**
 * An export is a function of its version and settings: asked for again, the row that exists is used. It passes the
 * gate on licence, consent and safety (R60), or carries the name and the words of whoever let it pass.
 */
import { exportFormats, type ExportFormat } from '@video2roleplay/curation'
import { and, eq } from 'drizzle-orm'
import * as z from 'zod'
import { dataSets, dataSetVersions, exports as exportRows } from '../db/schema.js'
import type { ExportOverride } from '../db/tables/data-sets.js'
import { ApiError } from '../errors.js'
import { listBlocked, loadGate } from '../queries/export-gate.js'
import type { Services } from '../services.js'
import type { Person } from '../trpc/context.js'
import type { GateReason } from '../views/data-sets.js'
import { settingsHashOf } from './settings-hash.js'

export const ExportSettingsInput = z.object({
  split: z.enum(['train', 'heldout', 'all']).default('train'),
  /** Most frames per example, thinned evenly; 0 makes a text-only export. The default is the format's. */
  maxFrames: z.int().min(0).max(128).optional(),
  labelStyle: z.enum(['Frame-{i}', 'Frame{i}']).default('Frame-{i}'),
})
export type ExportSettingsInput = z.output<typeof ExportSettingsInput>

export const ExportedFormat = z.enum(Object.keys(exportFormats) as [ExportFormat, ...ExportFormat[]])

export const NewExport = z.object({
  versionId: z.uuid(),
  format: ExportedFormat,
  settings: ExportSettingsInput.optional(),
  /** Why it may be made though the gate is shut; stored with it, under the name of who says so. */
  override: z.object({ reason: z.string().trim().min(3).max(2_000) }).optional(),
})
export type NewExport = z.output<typeof NewExport>

export async function startExport(
  services: Services,
  input: NewExport,
  person: Pick<Person, 'id' | 'name'> | null,
): Promise<{ id: string; jobId: string }> {
  const asked = input.settings ?? ExportSettingsInput.parse({})
  const settings = { ...asked, maxFrames: asked.maxFrames ?? exportFormats[input.format].maxFrames }
  const settingsHash = settingsHashOf(settings)
  const override = await passGate(services, input, settings.split, person)
  return services.db.transaction(async (tx) => {
    const [version] = await tx
      .select({ projectId: dataSets.projectId, name: dataSets.name, version: dataSetVersions.version })
      .from(dataSetVersions)
      .innerJoin(dataSets, eq(dataSets.id, dataSetVersions.dataSetId))
      .where(and(eq(dataSetVersions.id, input.versionId), eq(dataSetVersions.status, 'ready')))
    if (!version) throw new ApiError('not-found', 'This data set version does not exist.')
    const { versionId, format } = input
    await tx
      .insert(exportRows)
      .values({ versionId, format, settings, settingsHash, override, status: 'running' })
      .onConflictDoNothing()
    const [row] = await tx
      .select()
      .from(exportRows)
      .where(
        and(
          eq(exportRows.versionId, input.versionId),
          eq(exportRows.format, input.format),
          eq(exportRows.settingsHash, settingsHash),
        ),
      )
    const { id, status } = row!
    // After a takedown it is made anew, without what was taken down. The newest word on the gate is the one kept.
    if (status === 'removed' || override !== null)
      await tx
        .update(exportRows)
        .set({
          ...(override !== null && { override }),
          ...(status === 'removed' && { status: 'running', errorCode: null, errorMessage: null }),
        })
        .where(eq(exportRows.id, id))
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

/** @throws ApiError `export-blocked`, with the reasons and the first videos they concern. */
async function passGate(
  services: Services,
  { versionId, override }: NewExport,
  split: ExportSettingsInput['split'],
  person: Pick<Person, 'id' | 'name'> | null,
): Promise<ExportOverride | null> {
  const gate = await loadGate(services.db, versionId, split)
  if (gate.isOpen) return null
  if (override && person)
    return {
      personId: person.id,
      name: person.name,
      reason: override.reason,
      at: new Date().toISOString(),
      blocked: gate.reasons as Record<string, number>,
    }
  const { items } = await listBlocked(services.db, { versionId, split }, { limit: blockedShown })
  const reasons = Object.entries(gate.reasons).map(([reason, videos]) => `${videos} ${words[reason as GateReason]}`)
  throw new ApiError(
    'export-blocked',
    `${gate.blocked} of ${gate.videos} videos may not be exported: ${reasons.join(', ')}.`,
    {
      advice: 'Say what their licence and consent are, take them out, or let the export pass and give your reason.',
      details: { gate, videos: items },
    },
  )
}

const blockedShown = 50

const words: Record<GateReason, string> = {
  'no-licence': 'without a licence',
  'consent-refused': 'with consent refused',
  'consent-unknown': 'with consent unknown',
  'safety-flagged': 'flagged as unsafe',
}
