/**
 * An export (R28, R40): rows of one split, the trainer's small files, our own frames, a card and a manifest, in one
 * tar. The same version and settings give the same bytes: names are sorted, times are zero, nothing is read from the
 * clock. The first reading of the rows finds their length and the linter's verdicts, the second writes them.
 */
import { createHash } from 'node:crypto'
import { createLintSum, dataCard, defaultExportSettings, type ExportSettings } from '@video2roleplay/curation'
import { and, eq, ne } from 'drizzle-orm'
import { exports as exportRows } from '../db/schema.js'
import { ApiError } from '../errors.js'
import { toFailure } from '../failure.js'
import type { JobContext, JobHandler } from '../jobs/job.js'
import { loadCardFacts } from '../queries/card-facts.js'
import { missingFiles } from './exports/lint-files.js'
import { bytesPart, type ExportPart } from './exports/part.js'
import { planExport } from './exports/plan.js'
import { packTar } from './exports/tar.js'
import { hasDataUrls, hasFrameFiles, type ExportTask } from './exports/task.js'
import { ExportedFormat, ExportSettingsInput } from './start-export.js'
import { removeUnusedFiles } from './unused-files.js'

type ExportRow = typeof exportRows.$inferSelect

export const writeExport: JobHandler = async (context) => {
  const { services, job } = context
  const [row] = await services.db
    .select()
    .from(exportRows)
    .where(eq(exportRows.id, job.subjectId ?? ''))
  if (!row) throw new ApiError('not-found', 'The export was removed meanwhile.')
  const isThere = row.status === 'complete' && row.fileSha256 !== null && (await services.storage.has(row.fileSha256))
  if (!isThere) await write(context, row)
  return context.finish({ state: 'done', result: { exportId: row.id, isNew: !isThere } })
}

async function write(context: JobContext, row: ExportRow): Promise<void> {
  const { services } = context
  const { split, maxFrames = 0, labelStyle } = ExportSettingsInput.parse(row.settings)
  const task: ExportTask = { versionId: row.versionId, format: ExportedFormat.parse(row.format), split, maxFrames }
  const settings: ExportSettings = {
    ...defaultExportSettings,
    name: `v2r_${split}`,
    mediaRoot: mediaRootOf(task),
    labelStyle,
  }
  try {
    await setExport(context, row.id, { status: 'running', errorCode: null, errorMessage: null })
    const plan = planExport(services, task, settings)
    const counted = await countAndLint(context, task, settings, plan.lines())
    const facts = { ...(await loadCardFacts(services.db, row.versionId)), override: row.override }
    const manifest = {
      dataSet: { name: facts.name, version: facts.version, manifestHash: facts.manifestHash },
      format: task.format,
      split,
      settings: row.settings,
      rows: counted.rows,
      rowsSha256: counted.sha256,
      override: row.override && { name: row.override.name, reason: row.override.reason },
    }
    const parts = async function* (): AsyncGenerator<ExportPart> {
      yield bytesPart('README.md', dataCard(facts))
      yield bytesPart('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`)
      for await (const part of plan.parts(counted)) {
        context.signal.throwIfAborted()
        yield part
      }
    }
    const file = await services.storage.put(packTar(parts()), 'application/x-tar', { maxBytes: Infinity })
    const isKept = await setExport(context, row.id, {
      status: 'complete',
      fileSha256: file.sha256,
      sizeBytes: file.sizeBytes,
      rows: counted.rows,
      lint: { ...counted.lint },
      manifest,
    })
    if (!isKept) await removeUnusedFiles(services, [file.sha256])
  } catch (error) {
    if (!context.signal.aborted) {
      const { code, message } = toFailure(error)
      await setExport(context, row.id, { status: 'failed', errorCode: code, errorMessage: message })
    }
    throw error
  }
}

/** Where the lines find their media: InternVL joins its root in front of them by itself. */
function mediaRootOf(task: ExportTask): string {
  if (hasDataUrls(task)) return ''
  return hasFrameFiles(task) ? 'frames/' : 'videos/'
}

async function countAndLint(
  context: JobContext,
  task: ExportTask,
  settings: ExportSettings,
  lines: AsyncIterable<string>,
) {
  const missing = await missingFiles(context.services, task, settings.mediaRoot)
  const sum = createLintSum(task.format, {
    hasFile: (path) => !missing.has(path),
    maxVideoFrames: settings.maxVideoFrames,
  })
  const hash = createHash('sha256')
  let bytes = 0
  let rows = 0
  for await (const line of lines) {
    context.signal.throwIfAborted()
    sum.add(line)
    hash.update(`${line}\n`)
    bytes += Buffer.byteLength(line) + 1
    context.progress(++rows, null, 'checking records')
  }
  if (rows === 0) throw nothingToExport(task)
  return { rows, bytes, sha256: hash.digest('hex'), lint: sum.report() }
}

function nothingToExport({ format, split }: ExportTask): ApiError {
  const isPreference = /-(?:dpo|kto)$/.test(format)
  return new ApiError(
    'nothing-to-export',
    isPreference
      ? 'No preference was recorded for this part of the version before it was made.'
      : `The version holds no dialogue in its ${split} part.`,
    {
      advice: isPreference
        ? format.endsWith('-dpo')
          ? 'Rewrite answers in the review queue, make another version, and export that.'
          : 'Accept and reject answers in the review queue, make another version, and export that.'
        : 'Choose another part, or hold out more.',
    },
  )
}

/** False where a takedown removed the export meanwhile: it stays removed. */
async function setExport(context: JobContext, id: string, set: Partial<ExportRow>): Promise<boolean> {
  const rows = await context.fenced((tx) =>
    tx
      .update(exportRows)
      .set(set)
      .where(and(eq(exportRows.id, id), ne(exportRows.status, 'removed')))
      .returning({ id: exportRows.id }),
  )
  return rows.length > 0
}
