/** VideoFolder, Parquet and WebDataset as files: tables and shards, with the footage beside or inside. */
import {
  parquetFile,
  parquetName,
  parquetRowsPerFile,
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
  type VideoRecord,
} from '@video2roleplay/curation'
import type { Services } from '../../services.js'
import { mapped, portions } from './async-items.js'
import { chosenFrames, videoFile } from './media.js'
import { mediaParts } from './media-parts.js'
import { bytesPart, linesPart, storedParts, type ExportPart } from './part.js'
import type { ExportPlan } from './plan.js'
import { tableRows, videoRecords } from './records.js'
import { packTar } from './tar.js'
import type { ExportTask } from './task.js'

export const collectionPlans: Record<CollectionFormat, (services: Services, task: ExportTask) => ExportPlan> = {
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

async function bytesOf(lines: AsyncIterable<string>): Promise<number> {
  let bytes = 0
  for await (const line of lines) bytes += Buffer.byteLength(line) + 1
  return bytes
}

async function* ofSide(records: AsyncIterable<VideoRecord>, split?: VideoRecord['split']): AsyncGenerator<VideoRecord> {
  for await (const record of records) if (split === undefined || record.split === split) yield record
}
