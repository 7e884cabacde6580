import { parquetReadObjects } from 'hyparquet'
import { describe, expect, test } from 'vitest'
import { lintLine } from '../lint/lint-export.js'
import { parquetFile, parquetName, type DialogueRow } from './parquet.js'
import { videoFolderLine, videoFolderPath } from './video-folder.js'
import type { VideoRecord } from './video-record.js'
import { tarSize, webDatasetJson } from './web-dataset.js'

const video: VideoRecord = {
  id: 'v1',
  split: 'heldout',
  fileName: 'v1.mp4',
  kind: 'vlog',
  durationSeconds: 12.5,
  licence: 'CC0',
  sourceUrl: null,
  caption: 'A walk to the market.',
  frames: [{ path: 'v1/000.jpg', timestampSeconds: 0 }],
  dialogues: [{ id: 'd1', question: 'Where to?', answer: 'The market.' }],
}
const row: DialogueRow = { ...video, ...video.dialogues[0]!, id: 'd1', videoId: 'v1' }

test('a VideoFolder row names its file in the folder of its split, once', () => {
  expect(videoFolderPath(video)).toBe('test/v1.mp4')
  expect(JSON.parse(videoFolderLine(video))).toMatchObject({ file_name: 'v1.mp4', dialogues: [{ id: 'd1' }] })
  expect(lintLine('videofolder', videoFolderLine(video)).willTrain).toBe(true)
})

test('a WebDataset sample keeps everything under one key', () => {
  expect(JSON.parse(webDatasetJson(video)).frames).toEqual([{ name: 'v1.000.jpg', timestamp_seconds: 0 }])
  expect(lintLine('webdataset', webDatasetJson(video)).willTrain).toBe(true)
  expect(lintLine('webdataset', webDatasetJson({ ...video, id: 'v1.0' })).because[0]!.code).toBe('shape')
})

test('a tar is as long as its headers, its blocks and its end', () => {
  expect(tarSize([])).toBe(1024)
  expect(tarSize([0, 1, 512, 513])).toBe(1024 + 4 * 512 + 0 + 512 + 512 + 1024)
})

describe('Parquet', () => {
  test('gives every row back, lists and missing numbers included, and equal rows give equal bytes', async () => {
    const rows = [row, { ...row, id: 'd2', frames: [], durationSeconds: null, answer: '去市场。' }]
    const bytes = parquetFile(rows)
    expect(Buffer.from(parquetFile(structuredClone(rows))).equals(bytes)).toBe(true)
    const read = await parquetReadObjects({ file: bytes.slice().buffer })
    expect(read).toMatchObject([
      {
        id: 'd1',
        video_id: 'v1',
        split: 'heldout',
        duration_seconds: 12.5,
        frames: ['v1/000.jpg'],
        frame_seconds: [0],
      },
      { id: 'd2', duration_seconds: null, answer: '去市场。', frames: [], frame_seconds: [] },
    ])
  })

  test('a file is named as one of many', () => expect(parquetName(1, 14)).toBe('data-00001-of-00014.parquet'))
})
