/**
 * Hugging Face's VideoFolder: a folder for each split, its video files, and a `metadata.jsonl` that names each file
 * once. A video's dialogues are a list in its row, since a second row of the same file would replace the first.
 */
import { jsonLine } from './exporter.js'
import { hubSplit, type VideoRecord } from './video-record.js'

export function videoFolderLine(record: VideoRecord): string {
  return jsonLine({
    file_name: record.fileName,
    id: record.id,
    kind: record.kind,
    duration_seconds: record.durationSeconds,
    licence: record.licence,
    source_url: record.sourceUrl,
    caption: record.caption,
    dialogues: record.dialogues,
  })
}

/** Where a file of this video stands in the folder. */
export const videoFolderPath = (record: Pick<VideoRecord, 'split' | 'fileName'>): string =>
  `${hubSplit(record.split)}/${record.fileName}`

export const videoFolderMetadataPath = (split: VideoRecord['split']): string => `${hubSplit(split)}/metadata.jsonl`
