import { expect, test } from 'vitest'
import { budgetFrames, tokensPerFrame } from './budget.js'

test('the paper’s 128 frames fill a context of 32 768 tokens to the brim, and leave no room for a question', () => {
  const each = tokensPerFrame['InternVL2.5-8B']
  expect(budgetFrames({ tokensPerFrame: each, contextTokens: 32_768, textTokens: 0 })).toEqual({
    frames: 128,
    tokens: 32_768,
    textTokens: 0,
  })
  expect(budgetFrames({ tokensPerFrame: each, contextTokens: 32_768, textTokens: 2048 })).toMatchObject({
    frames: 120,
    warning: expect.stringContaining('Of 128 frames only 120 fit'),
  })
})

test('frames that fit are given without a warning', () => {
  expect(
    budgetFrames({ frames: 10, tokensPerFrame: 85, contextTokens: 128_000, textTokens: 1000 }).warning,
  ).toBeUndefined()
})

test('text longer than the context leaves no frame, not a negative number of them', () => {
  expect(budgetFrames({ tokensPerFrame: 256, contextTokens: 1000, textTokens: 2000 }).frames).toBe(0)
})
