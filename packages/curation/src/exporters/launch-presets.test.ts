import { describe, expect, test } from 'vitest'
import { defaultExportSettings, type ExportSettings } from './exporter.js'
import { lintLine } from '../lint/lint-export.js'
import { internVlLaunch, llamaFactoryLaunch, msSwiftLaunch, openAiLaunch } from './launch-presets.js'

describe.each([
  ['InternVL', internVlLaunch],
  ['ms-swift', msSwiftLaunch],
  ['LLaMA-Factory', llamaFactoryLaunch],
  ['InternVL with video files', (settings: ExportSettings) => internVlLaunch(settings, 'video')],
  ['ms-swift, DPO', (settings: ExportSettings) => msSwiftLaunch(settings, 'dpo')],
  ['LLaMA-Factory, KTO', (settings: ExportSettings) => llamaFactoryLaunch(settings, 'kto')],
])('the launch file for %s', (_, launch) => {
  const { text } = launch(defaultExportSettings)

  test('carries exactly the hyper-parameters of A.4', () => {
    const value = (name: string) => new RegExp(`${name}[: ]+(\\S+)`).exec(text)?.[1]
    expect(
      [
        value('learning_rate'),
        value('weight_decay'),
        value('warmup_ratio'),
        value('num_train_epochs'),
        value('optim'),
      ].map(String),
    ).toEqual(['0.00004', '0.05', '0.03', '1', 'adamw_torch'])
  })

  test('marks as ours what the paper leaves open', () =>
    expect(text).toMatch(/^# Ours, not the paper's: LoRA rank 16/m))
})

test('the script for ms-swift keeps every frame at one tile', () => {
  expect(msSwiftLaunch(defaultExportSettings).text).toMatch(/^MAX_NUM=1 swift sft/m)
})

test('the trainer draws no more frames of its own than leave room for an answer', () => {
  const { text } = internVlLaunch(defaultExportSettings, 'video')
  const most = Number(/--max_num_frame (\d+)/.exec(text)![1])
  const line = JSON.stringify({
    video: 'v1.mp4',
    conversations: [
      { from: 'human', value: '<video>\nWhere to?' },
      { from: 'gpt', value: 'The market.' },
    ],
  })
  expect(lintLine('internvl-video', line, { maxVideoFrames: most }).willTrain).toBe(true)
  expect(lintLine('internvl-video', line, { maxVideoFrames: 32 }).because[0]!.code).toBe('no-label-tokens')
})

test('where a trainer cannot be given A.4, its launch file says so', () => {
  const { text } = openAiLaunch(defaultExportSettings)
  expect(text).toContain('"n_epochs":1')
  expect(text).toContain('cannot be set there')
})
