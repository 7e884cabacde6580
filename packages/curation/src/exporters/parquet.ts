/** Parquet: one row a dialogue, in columns that anything reads; frames are named, and stand beside the table. */
import { parquetWriteBuffer } from 'hyparquet-writer'
import type { SftRecord } from './sft-record.js'
import type { VideoRecord } from './video-record.js'

export interface DialogueRow extends Pick<SftRecord, 'id' | 'frames'> {
  videoId: string
  split: VideoRecord['split']
  kind: string | null
  durationSeconds: number | null
  licence: string | null
  question: string
  answer: string
}

/** Ours: a table that opens at once, and not too many of them: 700k dialogues are 14 files. */
export const parquetRowsPerFile = 50_000

export const parquetName = (index: number, files: number): string =>
  `data-${String(index).padStart(5, '0')}-of-${String(files).padStart(5, '0')}.parquet`

/** Equal rows give equal bytes. */
export function parquetFile(rows: readonly DialogueRow[]): Uint8Array {
  const columns = columnsOf(rows)
  const table = parquetWriteBuffer({
    columnData: columns.map(({ name, data }) => ({ name, data })),
    schema: [{ name: 'root', num_children: columns.length }, ...columns.flatMap((column) => column.schema)],
    createdBy: 'video2roleplay',
  })
  return new Uint8Array(table)
}

type Schema = NonNullable<Parameters<typeof parquetWriteBuffer>[0]['schema']>
interface Column {
  name: string
  data: unknown[]
  schema: Schema
}

function columnsOf(rows: readonly DialogueRow[]): Column[] {
  const text = (name: string, read: (row: DialogueRow) => string | null): Column => ({
    name,
    data: rows.map(read),
    schema: [{ name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' }],
  })
  const list = (name: string, element: Schema[number], read: (row: DialogueRow) => unknown[]): Column => ({
    name,
    data: rows.map(read),
    schema: [
      { name, converted_type: 'LIST', num_children: 1, repetition_type: 'REQUIRED' },
      { name: 'list', num_children: 1, repetition_type: 'REPEATED' },
      element,
    ],
  })
  const duration: Schema[number] = { name: 'duration_seconds', type: 'DOUBLE', repetition_type: 'OPTIONAL' }
  return [
    text('id', (row) => row.id),
    text('video_id', (row) => row.videoId),
    text('split', (row) => row.split),
    text('kind', (row) => row.kind),
    { name: 'duration_seconds', data: rows.map((row) => row.durationSeconds), schema: [duration] },
    text('licence', (row) => row.licence),
    text('question', (row) => row.question),
    text('answer', (row) => row.answer),
    list(
      'frames',
      { name: 'element', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
      (row) => row.frames.map((frame) => frame.path),
    ),
    list('frame_seconds', { name: 'element', type: 'DOUBLE', repetition_type: 'OPTIONAL' }, (row) =>
      row.frames.map((frame) => frame.timestampSeconds ?? null),
    ),
  ]
}
