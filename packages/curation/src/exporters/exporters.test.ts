import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lintExport, lintLine } from '../lint/lint-export.js'
import { defaultExportSettings as settings } from './exporter.js'
import { exporters } from './exporters.js'
import type { LineFormat } from './formats.js'
import type { SftRecord } from './sft-record.js'

const record: SftRecord = {
  id: 'v1_0',
  frames: [
    { path: 'v1/000.jpg', url: 'data:image/jpeg;base64,AA==' },
    { path: 'v1/005.jpg', url: 'data:image/jpeg;base64,AQ==' },
  ],
  videoPath: 'v1.mp4',
  system: 'You are the vlogger.',
  turns: [
    { question: 'Where are you going?', answer: 'Morning market.' },
    { question: 'Why?', answer: 'Dumplings.' },
  ],
}
const line = (format: LineFormat, one: SftRecord = record): unknown =>
  JSON.parse(exporters[format].line(one, { ...settings, mediaRoot: '/data/' }))

describe('one record as', () => {
  test('InternVL multi-image: paths relative to the root, one placeholder per frame in the first question', () => {
    expect(line('internvl')).toEqual({
      id: 'v1_0',
      image: ['v1/000.jpg', 'v1/005.jpg'],
      conversations: [
        { from: 'system', value: 'You are the vlogger.' },
        // The serving layouts of the inference package are tested against this very text.
        { from: 'human', value: 'Frame-1: <image>\nFrame-2: <image>\nWhere are you going?' },
        { from: 'gpt', value: 'Morning market.' },
        { from: 'human', value: 'Why?' },
        { from: 'gpt', value: 'Dumplings.' },
      ],
    })
  })

  test('InternVL multi-image with the other spelling of labels', () => {
    expect(exporters.internvl.line(record, { ...settings, labelStyle: 'Frame{i}' })).toContain(
      'Frame1: <image>\\nFrame2: <image>\\nWhere',
    )
  })

  test('InternVL video: the token, its line end, and no system turn for the loader to put it into', () => {
    expect(line('internvl-video')).toEqual({
      id: 'v1_0',
      video: 'v1.mp4',
      conversations: [
        { from: 'human', value: '<video>\nYou are the vlogger.\nWhere are you going?' },
        { from: 'gpt', value: 'Morning market.' },
        { from: 'human', value: 'Why?' },
        { from: 'gpt', value: 'Dumplings.' },
      ],
    })
  })

  test('OpenAI messages: joined, the parts spell the same text as the trainer’s', () => {
    const { messages } = line('openai') as {
      messages: { role: string; content: string | { type: string; text?: string }[] }[]
    }
    expect(messages.map((message) => message.role)).toEqual(['system', 'user', 'assistant', 'user', 'assistant'])
    const parts = messages[1]!.content as { type: string; text?: string }[]
    expect(parts.map((part) => part.text ?? '<image>').join('')).toBe(
      'Frame-1: <image>\nFrame-2: <image>\nWhere are you going?',
    )
  })

  test('LLaMA-Factory: our frames nested under videos, one <video>', () => {
    expect(line('llama-factory')).toMatchObject({
      conversations: [
        { from: 'human', value: '<video>\nWhere are you going?' },
        { from: 'gpt' },
        { from: 'human', value: 'Why?' },
        { from: 'gpt' },
      ],
      system: 'You are the vlogger.',
      videos: [['/data/v1/000.jpg', '/data/v1/005.jpg']],
    })
  })

  test('ms-swift: no line end between frames, as that trainer writes its own', () => {
    expect(line('ms-swift')).toMatchObject({
      messages: [
        { role: 'system' },
        { role: 'user', content: 'Frame-1: <image>Frame-2: <image>Where are you going?' },
        { role: 'assistant' },
        {},
        {},
      ],
      images: ['/data/v1/000.jpg', '/data/v1/005.jpg'],
    })
  })
})

test('the meta file of InternVL names the annotation, keeps one tile a frame and counts the records', () => {
  const [meta] = exporters.internvl.sideFiles({ ...settings, mediaRoot: '/data/frames/' }, 2)
  expect(JSON.parse(meta!.text)).toEqual({
    v2r_train: {
      root: '/data/frames/',
      annotation: 'v2r_train.jsonl',
      data_augment: false,
      max_dynamic_patch: 1,
      repeat_time: 1,
      length: 2,
    },
  })
})

test('dataset_info.json declares every column that the lines carry', () => {
  const [info] = exporters['llama-factory'].sideFiles(settings, 1)
  const { columns } = (JSON.parse(info!.text) as { v2r_train: { columns: Record<string, string> } }).v2r_train
  expect(Object.values(columns).toSorted()).toEqual(Object.keys(line('llama-factory') as object).toSorted())
})

describe.each(Object.values(exporters))('the $format exporter', ({ format, line: write }) => {
  test('writes the same bytes for equal records, one line for any text, and gives the text back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (question, answer) => {
        const one = { ...record, turns: [{ question, answer }] }
        const text = write(one, settings)
        expect(write(structuredClone(one), settings)).toBe(text)
        expect(text).not.toMatch(/[\n\r\u2028\u2029]/)
        expect(text).toContain(
          JSON.stringify(answer).slice(1, -1).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029'),
        )
      }),
    )
  })

  test('escapes the two characters that some readers take for line ends', () => {
    const text = write({ ...record, turns: [{ question: 'a\u2028b', answer: 'c\u2029d' }] }, settings)
    expect(text).toContain('a\\u2028b')
    expect(text).toContain('c\\u2029d')
  })

  test('writes what its own linter says will train', () => {
    const verdict = lintLine(format, write(record, settings), { maxVideoFrames: 16 })
    expect(verdict.because).toEqual([])
    expect(verdict.willTrain).toBe(true)
  })
})

test('a report counts verdicts and reasons, and knows OpenAI wants ten examples', () => {
  const good = exporters.internvl.line(record, settings)
  const bad = good.replace('Frame-2: <image>', 'Frame-2: ')
  expect(lintExport('internvl', [good, bad, '{'])).toMatchObject({
    rows: 3,
    willTrain: 1,
    willNotTrain: 2,
    because: { 'placeholder-count': 1, 'not-json': 1 },
    examples: [{ line: 2 }, { line: 3 }],
  })
  expect(lintExport('openai', [exporters.openai.line(record, settings)]).fileIssues[0]!.code).toBe('too-few-examples')
})
