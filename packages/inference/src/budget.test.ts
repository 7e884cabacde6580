import { describe, expect, test } from 'vitest'
import { budgetFrames, framePresets, thinEvenly } from './budget.js'

const internVl = {
  tokensPerFrame: 258,
  contextTokens: 32_768,
  trainedTokens: 8_192,
  textTokens: 500,
  answerTokens: 512,
}

describe('the token budget', () => {
  test('warns that 128 frames fill the whole window of the base model, and keeps fewer (D16)', () => {
    const budget = budgetFrames({ ...internVl, frames: 128 })
    expect(budget.kept.length).toBeLessThan(128)
    expect(budget.kept.length + budget.dropped.length).toBe(128)
    expect(budget.totalTokens).toBeLessThanOrEqual(32_768)
    expect(budget.reason).toBe('context')
    expect(budget.warnings.map((warning) => warning.includes('D16'))).toEqual([true, true])
  })
  test('warns where frames fit the window but not the tuned length', () => {
    expect(budgetFrames({ ...internVl, frames: 64 })).toMatchObject({
      dropped: [],
      reason: null,
      warnings: [expect.stringContaining('8192')],
    })
    expect(budgetFrames({ ...internVl, frames: 16 }).warnings).toEqual([])
  })
  test('obeys an image limit that is tighter than the window', () => {
    expect(budgetFrames({ ...internVl, frames: 20, maxImages: 10 })).toMatchObject({
      kept: [1, 3, 5, 7, 9, 11, 13, 15, 17, 19],
      reason: 'image-limit',
    })
  })
  test('leaves nothing out where nobody knows the window', () => {
    expect(budgetFrames({ ...internVl, contextTokens: null, frames: 128 })).toMatchObject({ dropped: [], reason: null })
  })
  test('keeps no frame where the text alone fills the window', () => {
    expect(budgetFrames({ ...internVl, textTokens: 40_000, frames: 3 }).kept).toEqual([])
  })
})

test('thinning is even: 150 to 128 as §4.1’s cap is read, starting 0, 1, 2, 4 and ending 147, 148, 149', () => {
  const kept = thinEvenly(150, 128)
  expect(kept.slice(0, 8)).toEqual([0, 1, 2, 4, 5, 6, 7, 8])
  expect(kept.slice(-3)).toEqual([147, 148, 149])
  expect(new Set(kept).size).toBe(128)
})

test.each([
  ['internvl2.5-8b', 1920, 1080, 258],
  ['gpt-4o-low', 1920, 1080, 85],
  ['gpt-4o-high', 1024, 1024, 765],
  ['gpt-4o-high', 2048, 4096, 1105],
  ['gpt-4o-high', 512, 512, 255],
  ['qwen2.5-vl', 280, 280, 102],
] as const)('%s counts a picture of %i × %i as %i tokens', (preset, width, height, tokens) => {
  expect(framePresets[preset].tokensPerFrame({ width, height })).toBe(tokens)
})
