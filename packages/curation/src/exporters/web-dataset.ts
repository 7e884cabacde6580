/**
 * WebDataset: files in a tar that share a key are one sample. Each video is one: `.json` with its dialogues, `.txt`
 * with its caption, the video itself, and our frames in order, `.000.jpg` onwards. No two samples share a key, and
 * a sample is never cut in two.
 */
import { jsonLine } from './exporter.js'
import { hubSplit, type VideoRecord } from './video-record.js'

/** Ours: what WebDataset's own guide calls a good size is up to a gigabyte; smaller ones fit more disks. */
export const shardBytes = 512 * 1024 ** 2

export function webDatasetJson(record: VideoRecord): string {
  return jsonLine({
    id: record.id,
    kind: record.kind,
    duration_seconds: record.durationSeconds,
    licence: record.licence,
    source_url: record.sourceUrl,
    frames: record.frames.map((frame, index) => ({
      name: webDatasetFrame(record.id, index),
      timestamp_seconds: frame.timestampSeconds ?? null,
    })),
    dialogues: record.dialogues,
  })
}

export const webDatasetFrame = (key: string, index: number): string => `${key}.${String(index).padStart(3, '0')}.jpg`

export const shardName = (split: VideoRecord['split'], index: number): string =>
  `${hubSplit(split)}-${String(index).padStart(6, '0')}.tar`

/** Bytes of a tar with files of these sizes: a block of header each, whole blocks of content, two blocks at the end. */
export function tarSize(sizes: readonly number[]): number {
  return sizes.reduce((sum, size) => sum + 512 + Math.ceil(size / 512) * 512, 1024)
}
