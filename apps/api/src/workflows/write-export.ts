/**
 * An export (R28, R40): the lines of one split, the trainer's small files, and our own frames, in one tar. The same
 * version and settings give the same bytes: names are sorted, times are zero, and nothing is read from the clock.
 */
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { defaultExportSettings, exporters, type ExportSettings, type SftRecord } from '@video2roleplay/curation'
import { and, eq, ne } from 'drizzle-orm'
import { pack, type Pack } from 'tar-stream'
import { exports as exportRows } from '../db/schema.js'
import { ApiError } from '../errors.js'
import { toFailure } from '../failure.js'
import type { JobContext, JobHandler } from '../jobs/job.js'
import { createLintSum } from './lint-sum.js'
import { exportRecords, framesOfExport, type ExportTask } from './export-records.js'
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
  const format = ExportedFormat.parse(row.format)
  const settings: ExportSettings = {
    ...defaultExportSettings,
    name: `v2r_${split}`,
    // The pictures of OpenAI's form travel inside the lines; everybody else finds them beside the file of lines.
    mediaRoot: format === 'openai' ? '' : 'frames/',
    labelStyle,
  }
  const task: ExportTask = { versionId: row.versionId, split, maxFrames, hasDataUrls: format === 'openai' }
  try {
    await setExport(context, row.id, { status: 'running', errorCode: null, errorMessage: null })
    const lineOf = (record: SftRecord) => `${exporters[format].line(record, settings)}\n`
    // The first reading finds the length, which a tar wants to know before the bytes, and the linter's verdicts.
    const lint = createLintSum(format)
    let bytes = 0
    for await (const record of exportRecords(services, task)) {
      context.signal.throwIfAborted()
      const line = lineOf(record)
      bytes += Buffer.byteLength(line)
      lint.add(line)
      context.progress(lint.report.rows, null, 'checking records')
    }
    const tar = pack()
    const through = new PassThrough()
    const piped = pipeline(tar, through)
    const filled = fill(tar, async () => {
      await addLines(tar, `${settings.name}.jsonl`, bytes, exportRecords(services, task), lineOf)
      for (const side of exporters[format].sideFiles(settings, lint.report.rows))
        await addBytes(tar, side.fileName, Buffer.from(side.text))
      if (!task.hasDataUrls)
        for await (const frame of framesOfExport(services, task)) {
          context.signal.throwIfAborted()
          await addBytes(tar, `frames/${frame.path}`, await services.storage.read(frame.sha256))
        }
    })
    const [file] = await Promise.all([services.storage.put(through, 'application/x-tar'), filled, piped])
    const isKept = await setExport(context, row.id, {
      status: 'complete',
      fileSha256: file.sha256,
      sizeBytes: file.sizeBytes,
      rows: lint.report.rows,
      lint: { ...lint.report },
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

/** A pack that breaks must tell its reader, who would wait for ever. */
async function fill(tar: Pack, work: () => Promise<void>): Promise<void> {
  try {
    await work()
    tar.finalize()
  } catch (error) {
    tar.destroy(error instanceof Error ? error : new Error(String(error)))
    throw error
  }
}

const timeless = { mtime: new Date(0), mode: 0o644, uid: 0, gid: 0 }

async function addBytes(tar: Pack, name: string, bytes: Buffer): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    tar.entry({ name, ...timeless }, bytes, (error) => (error ? reject(error) : resolve()))
  })
}

async function addLines(
  tar: Pack,
  name: string,
  size: number,
  records: AsyncIterable<SftRecord>,
  lineOf: (record: SftRecord) => string,
): Promise<void> {
  const entry = tar.entry({ name, size, ...timeless })
  await pipeline(async function* () {
    for await (const record of records) yield Buffer.from(lineOf(record))
  }, entry)
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
