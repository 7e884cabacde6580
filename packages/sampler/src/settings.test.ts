import { expect, test } from 'vitest'
import { resolveSettings } from './settings.js'

test('a sample remembers which of its settings are the paper’s, ours, or the caller’s', () => {
  const { maxFrames, origin, groups } = resolveSettings({ groups: 32, maxFrames: undefined })
  expect([maxFrames, groups]).toEqual([128, 32])
  expect(origin).toMatchObject({ maxFrames: 'paper', differenceThreshold: 'ours', groups: 'caller' })
})

test('settings that make no sense are refused', () => {
  expect(() => resolveSettings({ groups: 0 })).toThrow(/groups/)
  expect(() => resolveSettings({ similarityThreshold: Number.NaN })).toThrow(/similarityThreshold/)
})
