import { describe, expect, test } from 'vitest'
import { defaultExportSettings } from '../exporters/exporter.js'
import { exporters } from '../exporters/exporters.js'
import { lintLine } from './lint-export.js'
import { createLintSum } from './report.js'
import type { LintSettings } from './verdict.js'

const human = (value: string) => ({ from: 'human', value })
const gpt = (value: string) => ({ from: 'gpt', value })
const images = (count: number): string[] => Array.from({ length: count }, (_, index) => `${index}.jpg`)
const prefix = (count: number): string =>
  images(count)
    .map((_, index) => `Frame-${index + 1}: <image>\n`)
    .join('')
const codes = (format: Parameters<typeof lintLine>[0], row: unknown, settings: Partial<LintSettings> = {}): string[] =>
  lintLine(format, JSON.stringify(row), settings).because.map((issue) => issue.code)
const warned = (format: Parameters<typeof lintLine>[0], row: unknown, settings: Partial<LintSettings> = {}): string[] =>
  lintLine(format, JSON.stringify(row), settings).warnings.map((issue) => issue.code)

describe('InternVL, as its own code behaved when it was run (FORMATS §6.1)', () => {
  test('fewer <image> in human turns than images: a random other record would be taken', () => {
    expect(codes('internvl', { image: images(2), conversations: [human('<image>\nq'), gpt('a')] })).toEqual([
      'placeholder-count',
    ])
  })
  test('more <image> than images trains, with literal text in it', () => {
    const row = { image: images(1), conversations: [human('<image>\n<image>\nq'), gpt('a')] }
    expect([codes('internvl', row), warned('internvl', row)]).toEqual([[], ['surplus-placeholder']])
  })
  test('<image> only in the answer, or roles user and assistant, do not train', () => {
    expect(codes('internvl', { image: images(1), conversations: [human('q'), gpt('<image>a')] })).toContain(
      'placeholder-count',
    )
    expect(
      codes('internvl', {
        image: images(1),
        conversations: [
          { from: 'user', value: '<image>\nq' },
          { from: 'assistant', value: 'a' },
        ],
      }),
    ).toContain('role')
  })
  test('a system turn stands first or nowhere', () => {
    expect(codes('internvl', { conversations: [{ from: 'system', value: 's' }, human('q'), gpt('a')] })).toEqual([])
    expect(codes('internvl', { conversations: [human('q'), { from: 'system', value: 's' }, gpt('a')] })).toEqual([
      'role',
    ])
  })
  test('<video> without its line end is not seen by the loader; without <video> one is put in front', () => {
    const few = { maxVideoFrames: 8 }
    expect(codes('internvl-video', { video: 'v.mp4', conversations: [human('<video> q'), gpt('a')] }, few)).toEqual([
      'video-newline',
    ])
    expect(codes('internvl-video', { video: 'v.mp4', conversations: [human('q'), gpt('a')] }, few)).toEqual([])
  })
  test.each([
    [30, 8192, []],
    [32, 8192, ['no-label-tokens']],
    [128, 32_768, ['no-label-tokens']],
  ])('a video of %i frames at %i tokens: %j', (maxVideoFrames, maxTokens, expected) => {
    expect(
      codes(
        'internvl-video',
        { video: 'v.mp4', conversations: [human('<video>\nq'), gpt('a')] },
        { maxVideoFrames, maxTokens },
      ),
    ).toEqual(expected)
  })
  test.each([
    [30, 8192, []],
    [32, 8192, ['image-tokens-truncated']],
    [120, 32_768, []],
    [128, 32_768, ['image-tokens-truncated']],
  ])('%i frames as multi-image at %i tokens: %j', (count, maxTokens, expected) => {
    expect(
      codes('internvl', { image: images(count), conversations: [human(`${prefix(count)}q`), gpt('a')] }, { maxTokens }),
    ).toEqual(expected)
  })
  test('two frames at six dynamic patches are three tiles and a thumbnail each', () => {
    const row = { image: images(2), conversations: [human(`${prefix(2)}q`), gpt('a')] }
    const { tokens } = lintLine('internvl', JSON.stringify(row), { maxDynamicPatch: 6 })
    expect(tokens.total).toBeGreaterThan(2 * 4 * 256)
    expect(tokens.total).toBeLessThan(2 * 5 * 256)
  })
  test('a record without an answer has nothing to learn', () => {
    expect(codes('internvl', { conversations: [human('q'), gpt('  ')] })).toEqual(['no-answer'])
  })
})

describe('LLaMA-Factory, as its converter behaved when it was run (FORMATS §6.3)', () => {
  const turns = [human('<video>\nq'), gpt('a')]
  test('nested frames pass', () =>
    expect(codes('llama-factory', { conversations: turns, videos: [images(3)] })).toEqual([]))
  test('as many <image> as images pass, and one image as a plain string', () => {
    expect(codes('llama-factory', { conversations: [human('<image><image>q'), gpt('a')], images: images(2) })).toEqual(
      [],
    )
    expect(codes('llama-factory', { conversations: [human('<image>q'), gpt('a')], images: '0.jpg' })).toEqual([])
  })
  test('a system turn in front passes', () =>
    expect(codes('llama-factory', { conversations: [{ from: 'system', value: 's' }, human('q'), gpt('a')] })).toEqual(
      [],
    ))
  test('a flat list of frames under videos fails', () =>
    expect(codes('llama-factory', { conversations: turns, videos: images(3) })).toEqual(['placeholder-count']))
  test('a column that is not declared fails', () => {
    expect(
      codes(
        'llama-factory',
        { conversations: turns, videos: [images(3)] },
        { declaredColumns: ['conversations', 'system'] },
      ),
    ).toContain('undeclared-column')
  })
  test('a literal placeholder fails, in a question or in an answer', () => {
    expect(codes('llama-factory', { conversations: [human('what is <image>?'), gpt('a')] })).toEqual([
      'placeholder-count',
    ])
    expect(codes('llama-factory', { conversations: [human('q'), gpt('a <video>')] })).toEqual(['placeholder-count'])
  })
  test('an odd number of turns, or an answer first, is dropped', () => {
    expect(codes('llama-factory', { conversations: [human('q')] })).toEqual(['odd-turns'])
    expect(codes('llama-factory', { conversations: [gpt('a'), human('q')] })).toEqual(['role', 'role'])
  })
})

describe('ms-swift (FORMATS §6.2)', () => {
  const user = (content: string | null) => ({ role: 'user', content })
  const assistant = (content: string) => ({ role: 'assistant', content })
  test('repairs missing tags and leaves surplus ones, so both are warnings', () => {
    expect(warned('ms-swift', { messages: [user('q'), assistant('a')], images: images(1) })).toContain('missing-tags')
    expect(warned('ms-swift', { messages: [user('<image><image>q'), assistant('a')], images: images(1) })).toContain(
      'surplus-placeholder',
    )
  })
  test('refuses unknown roles, empty content and a last word that is not the assistant’s', () => {
    expect(codes('ms-swift', { messages: [{ role: 'human', content: 'q' }, assistant('a')] })).toEqual(['role'])
    expect(codes('ms-swift', { messages: [user(null), assistant('a')] })).toEqual(['empty-content'])
    expect(codes('ms-swift', { messages: [user('q')] })).toEqual(['no-answer'])
  })
})

describe('OpenAI (FORMATS §6.4)', () => {
  const ask = (count: number, url = 'data:image/jpeg;base64,AA==') => ({
    role: 'user',
    content: [{ type: 'text', text: 'q' }, ...images(count).map(() => ({ type: 'image_url', image_url: { url } }))],
  })
  const answer = { role: 'assistant', content: 'a' }
  test('takes ten images and no more, sixty-four on Azure', () => {
    expect(codes('openai', { messages: [ask(10), answer] })).toEqual([])
    expect(codes('openai', { messages: [ask(11), answer] })).toEqual(['too-many-images'])
    expect(codes('openai', { messages: [ask(64), answer] }, { maxImages: 64 })).toEqual([])
  })
  test('takes https and data URLs only, and no image in an answer', () => {
    expect(codes('openai', { messages: [ask(1, 'v1/000.jpg'), answer] })).toEqual(['image-url'])
    expect(codes('openai', { messages: [ask(1), { ...ask(1), role: 'assistant' }] })).toEqual(['image-in-answer'])
  })
  test('always warns that faces are skipped', () =>
    expect(warned('openai', { messages: [ask(1), answer] })).toEqual(['faces-skipped']))
})

test('a file that is named and not there stops the record, in every format that names files', () => {
  const record = { id: 'v1_0', frames: [{ path: 'v1/000.jpg' }], turns: [{ question: 'q', answer: 'a' }] }
  for (const format of ['internvl', 'ms-swift', 'llama-factory'] as const) {
    const line = exporters[format].line(record, defaultExportSettings)
    expect(lintLine(format, line, { hasFile: () => true }).because).toEqual([])
    expect(lintLine(format, line, { hasFile: () => false }).because.map(({ code }) => code)).toEqual(['missing-file'])
  }
})

test('one empty answer among others stops the record', () => {
  const turns = [
    { question: 'q', answer: 'a' },
    { question: 'r', answer: ' ' },
  ]
  const record = { id: 'v1_0', frames: [], turns }
  expect(lintLine('internvl', exporters.internvl.line(record, defaultExportSettings)).because[0]!.code).toBe(
    'empty-answer',
  )
  expect(lintLine('ms-swift', exporters['ms-swift'].line(record, defaultExportSettings)).willTrain).toBe(false)
  expect(lintLine('llama-factory', exporters['llama-factory'].line(record, defaultExportSettings)).willTrain).toBe(
    false,
  )
})

test('a sum that is taken line by line knows what is wrong with the file as a whole', () => {
  const sum = createLintSum('openai')
  sum.add(
    JSON.stringify({
      messages: [
        { role: 'user', content: 'q' },
        { role: 'assistant', content: 'a' },
      ],
    }),
  )
  expect(sum.report()).toMatchObject({ rows: 1, willTrain: 1, fileIssues: [{ code: 'too-few-examples' }] })
})
