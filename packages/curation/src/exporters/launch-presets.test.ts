import { describe, expect, test } from 'vitest'
import { defaultExportSettings } from './exporter.js'
import { internVlLaunch, llamaFactoryLaunch, msSwiftLaunch } from './launch-presets.js'

describe.each([
  ['InternVL', internVlLaunch],
  ['ms-swift', msSwiftLaunch],
  ['LLaMA-Factory', llamaFactoryLaunch],
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
