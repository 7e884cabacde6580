import { expect, test } from 'vitest'
import { lintLine } from '../lint/lint-export.js'
import { defaultExportSettings as settings } from './exporter.js'
import type { PreferencePair, PreferenceVerdict } from './preference-record.js'
import { preferenceExporters } from './preferences.js'

const shared = { id: 'd1', frames: [{ path: 'v1/000.jpg' }], system: 'You are the vlogger.', question: 'Where to?' }
const pair: PreferencePair = { ...shared, chosen: 'The market, dumplings!', rejected: 'As an AI, nowhere.' }
const verdict: PreferenceVerdict = { ...shared, answer: 'Nowhere.', isDesirable: false }
const line = (format: keyof typeof preferenceExporters, record: PreferencePair | PreferenceVerdict): unknown =>
  JSON.parse(preferenceExporters[format].line(record, settings))

test('a pair for ms-swift has the chosen answer in its messages, and the other beside them', () => {
  expect(line('ms-swift-dpo', pair)).toEqual({
    messages: [
      { role: 'system', content: 'You are the vlogger.' },
      { role: 'user', content: 'Frame-1: <image>Where to?' },
      { role: 'assistant', content: 'The market, dumplings!' },
    ],
    rejected_response: 'As an AI, nowhere.',
    images: ['v1/000.jpg'],
  })
})

test('a pair for LLaMA-Factory ends with the question, and its entry asks for ranking', () => {
  expect(line('llama-factory-dpo', pair)).toMatchObject({
    conversations: [{ from: 'human', value: '<video>\nWhere to?' }],
    chosen: { from: 'gpt', value: 'The market, dumplings!' },
    rejected: { from: 'gpt', value: 'As an AI, nowhere.' },
    videos: [['v1/000.jpg']],
  })
  const [info, launch] = preferenceExporters['llama-factory-dpo'].sideFiles(settings, 1)
  const entry = JSON.parse(info!.text)['v2r_train']
  expect(entry.ranking).toBe(true)
  expect(Object.values(entry.columns).toSorted()).toEqual(
    Object.keys(line('llama-factory-dpo', pair) as object).toSorted(),
  )
  expect(launch!.text).toMatch(/^stage: dpo$/m)
  expect(launch!.text).toContain('learning_rate: 0.00004')
})

test('a verdict carries its flag in the word of each trainer', () => {
  expect(line('ms-swift-kto', verdict)).toMatchObject({ label: false })
  expect(line('llama-factory-kto', verdict)).toMatchObject({
    kto_tag: false,
    conversations: [{}, { value: 'Nowhere.' }],
  })
  expect(preferenceExporters['ms-swift-kto'].sideFiles(settings, 1)[0]!.text).toContain('swift rlhf --rlhf_type kto')
})

test.each([
  ['llama-factory-dpo', pair],
  ['llama-factory-kto', verdict],
  ['ms-swift-dpo', pair],
  ['ms-swift-kto', verdict],
] as const)('what is written as %s is what its linter lets pass', (format, record) => {
  const text = preferenceExporters[format].line(record, settings)
  expect(lintLine(format, text).because).toEqual([])
  const codes = lintLine(format, text.replaceAll(/"(kto_tag|label|rejected|rejected_response)":/g, '"other":')).because
  expect(codes.map(({ code }) => code)).toEqual(['shape'])
})

test('two answers that are the same have nothing to teach', () => {
  const same = { ...pair, rejected: pair.chosen }
  for (const format of ['llama-factory-dpo', 'ms-swift-dpo'] as const)
    expect(lintLine(format, preferenceExporters[format].line(same, settings)).because[0]!.code).toBe('same-answers')
})
