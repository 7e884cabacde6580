/**
 * The files of an export, in order, each with its length known before its first byte, as a tar wants it. What is
 * written twice, once to be counted and once to be kept, is made anew each time: nothing large is held in memory.
 */
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import {
  exporters,
  parquetFile,
  parquetName,
  parquetRowsPerFile,
  preferenceExporters,
  shardBytes,
  shardName,
  tarSize,
  videoFolderLine,
  videoFolderMetadataPath,
  videoFolderPath,
  webDatasetFrame,
  webDatasetJson,
  type CollectionFormat,
  type DialogueRow,
  type ExportFormat,
  type ExportSettings,
  type LineFormat,
  type PreferenceFormat,
  type SideFile,
  type VideoRecord,
} from '@video2roleplay/curation'
import { inArray } from 'drizzle-orm'
import { files } from '../../db/schema.js'
import type { Services } from '../../services.js'
import { chosenFrames, videoFile } from './media.js'
import { dialogueRecords, preferenceRecords, tableRows, videoRecords, videosOfExport } from './records.js'
import { packTar } from './tar.js'
import { hasFrameFiles, type ExportTask } from './task.js'

export interface ExportPart {
  name: string
  sizeBytes: number
  read(): Readable
}

/** How a format becomes files. Lines are what its linter reads; of collections each line is a row. */
export interface ExportPlan {
  lines(): AsyncIterable<string>
  /** Given what the lines were counted to. */
  parts(counted: { rows: number; bytes: number }): AsyncIterable<ExportPart>
}

export function planExport(services: Services, task: ExportTask, settings: ExportSettings): ExportPlan {
  const { format } = task
  if (isLine(format)) {
    const exporter = exporters[format]
    return linePlan(services, task, settings, {
      lines: () => mapped(dialogueRecords(services, task), (record) => exporter.line(record, settings)),
      sideFiles: (rows) => exporter.sideFiles(settings, rows),
    })
  }
  if (isPreference(format)) {
    const exporter = preferenceExporters[format]
    return linePlan(services, task, settings, {
      lines: () => mapped(preferenceRecords(services, task), (record) => exporter.line(record, settings)),
      sideFiles: (rows) => exporter.sideFiles(settings, rows),
    })
  }
  return collectionPlans[format](services, task)
}

const isLine = (format: ExportFormat): format is LineFormat => format in exporters
const isPreference = (format: ExportFormat): format is PreferenceFormat => format in preferenceExporters

function linePlan(
  services: Services,
  task: ExportTask,
  settings: ExportSettings,
  { lines, sideFiles }: { lines: () => AsyncIterable<string>; sideFiles: (rows: number) => SideFile[] },
): ExportPlan {
  return {
    lines,
    async *parts({ rows, bytes }) {
      yield linesPart(`${settings.name}.jsonl`, bytes, lines)
      for (const side of sideFiles(rows)) yield bytesPart(side.fileName, side.text)
      yield* mediaParts(services, task)
    },
  }
}

const collectionPlans: Record<CollectionFormat, (services: Services, task: ExportTask) => ExportPlan> = {
  parquet: (services, task) => ({
    lines: () => mapped(tableRows(services, task), parquetLine),
    async *parts({ rows }) {
      const fileCount = Math.max(1, Math.ceil(rows / parquetRowsPerFile))
      let index = 0
      for await (const some of portions(tableRows(services, task), parquetRowsPerFile))
        yield bytesPart(parquetName(index++, fileCount), parquetFile(some))
      yield* mediaParts(services, task)
    },
  }),

  videofolder: (services, task) => {
    const records = (split?: VideoRecord['split']) => ofSide(videoRecords(services, task), split)
    return {
      lines: () => mapped(records(), videoFolderLine),
      async *parts() {
        for (const split of ['train', 'heldout'] as const) {
          const lines = () => mapped(records(split), videoFolderLine)
          const bytes = await bytesOf(lines())
          if (bytes > 0) yield linesPart(videoFolderMetadataPath(split), bytes, lines)
        }
        for await (const record of records()) {
          const file = await videoFile(services, task, record.id)
          if (file) yield* storedParts(services, [{ name: videoFolderPath(record), sha256: file.sha256 }])
        }
      },
    }
  },

  webdataset: (services, task) => ({
    lines: () => mapped(videoRecords(services, task), webDatasetJson),
    async *parts() {
      for (const split of ['train', 'heldout'] as const) yield* shards(services, task, split)
    },
  }),
}

/** As a row reads that was given back by a reader of Parquet. */
function parquetLine(row: DialogueRow): string {
  return JSON.stringify({ ...row, frames: row.frames.map((frame) => frame.path) })
}

async function* shards(services: Services, task: ExportTask, split: VideoRecord['split']): AsyncGenerator<ExportPart> {
  let index = 0
  let shard: ExportPart[] = []
  const sizeOf = (parts: ExportPart[]) => tarSize(parts.map((part) => part.sizeBytes))
  const close = (): ExportPart => {
    const parts = shard
    shard = []
    return { name: shardName(split, index++), sizeBytes: sizeOf(parts), read: () => packTar(parts) }
  }
  for await (const record of ofSide(videoRecords(services, task), split)) {
    const sample = await sampleParts(services, task, record)
    if (shard.length > 0 && sizeOf([...shard, ...sample]) > shardBytes) yield close()
    shard.push(...sample)
  }
  if (shard.length > 0) yield close()
}

async function sampleParts(services: Services, task: ExportTask, record: VideoRecord): Promise<ExportPart[]> {
  const frames = await chosenFrames(services, task, record.id)
  const file = await videoFile(services, task, record.id)
  const stored = [
    ...frames.map((frame, index) => ({ name: webDatasetFrame(record.id, index), sha256: frame.sha256 })),
    ...(file ? [file] : []),
  ]
  const parts: ExportPart[] = [bytesPart(`${record.id}.json`, webDatasetJson(record))]
  if (record.caption !== null) parts.push(bytesPart(`${record.id}.txt`, record.caption))
  for await (const part of storedParts(services, stored)) parts.push(part)
  return parts
}

/** The pictures or files that lines name, each once, in the order of their videos. */
async function* mediaParts(services: Services, task: ExportTask): AsyncGenerator<ExportPart> {
  for await (const { videoId } of videosOfExport(services, task)) {
    if (hasFrameFiles(task))
      yield* storedParts(
        services,
        (await chosenFrames(services, task, videoId)).map(({ path, sha256 }) => ({ name: `frames/${path}`, sha256 })),
      )
    const file = await videoFile(services, task, videoId)
    if (file) yield* storedParts(services, [{ name: `videos/${file.name}`, sha256: file.sha256 }])
  }
}

/** What is stored under these names; what is no longer on disk is left out, and the linter has said so. */
async function* storedParts(
  { db, storage }: Services,
  wanted: readonly { name: string; sha256: string }[],
): AsyncGenerator<ExportPart> {
  if (wanted.length === 0) return
  const rows = await db
    .select()
    .from(files)
    .where(
      inArray(
        files.sha256,
        wanted.map(({ sha256 }) => sha256),
      ),
    )
  const sizeOf = new Map(rows.map((row) => [row.sha256, row.sizeBytes]))
  for (const { name, sha256 } of wanted) {
    const sizeBytes = sizeOf.get(sha256)
    if (sizeBytes === undefined || !(await storage.has(sha256))) continue
    yield { name, sizeBytes, read: () => createReadStream(storage.pathOf(sha256)) }
  }
}

function linesPart(name: string, sizeBytes: number, lines: () => AsyncIterable<string>): ExportPart {
  return { name, sizeBytes, read: () => Readable.from(mapped(lines(), (line) => Buffer.from(`${line}\n`))) }
}

export function bytesPart(name: string, content: string | Uint8Array): ExportPart {
  const bytes = Buffer.from(content)
  return { name, sizeBytes: bytes.byteLength, read: () => Readable.from([bytes]) }
}

async function bytesOf(lines: AsyncIterable<string>): Promise<number> {
  let bytes = 0
  for await (const line of lines) bytes += Buffer.byteLength(line) + 1
  return bytes
}

async function* mapped<From, To>(items: AsyncIterable<From>, change: (item: From) => To): AsyncGenerator<To> {
  for await (const item of items) yield change(item)
}

async function* ofSide(records: AsyncIterable<VideoRecord>, split?: VideoRecord['split']): AsyncGenerator<VideoRecord> {
  for await (const record of records) if (split === undefined || record.split === split) yield record
}

async function* portions<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<Item[]> {
  let portion: Item[] = []
  for await (const item of items) {
    portion.push(item)
    if (portion.length === size) {
      yield portion
      portion = []
    }
  }
  if (portion.length > 0) yield portion
}
