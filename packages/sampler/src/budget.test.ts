import { expect, test } from 'vitest'
import { budgetFrames, framePresets, gptHighTokens, internVlTokens, qwenTokens } from './budget.js'

test('the paper’s 128 frames fill a context of 32 768 tokens to the brim, and leave no room for a question', () => {
  const { contextTokens, tokensPerFrame } = framePresets['internvl2.5-8b']
  const each = tokensPerFrame({ width: 1920, height: 1080 })
  expect(budgetFrames({ tokensPerFrame: each, contextTokens, textTokens: 0 })).toEqual({
    frames: 128,
    tokens: 32_768,
    textTokens: 0,
  })
  expect(budgetFrames({ tokensPerFrame: each, contextTokens, textTokens: 2048 })).toMatchObject({
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

test.each([
  // OpenAI's own two examples.
  [1024, 1024, 765],
  [2048, 4096, 1105],
  // Never enlarged: 1280 × 720 stays and is cut into 3 × 2; 640 × 360 into 2 × 1.
  [1280, 720, 85 + 6 * 170],
  [640, 360, 85 + 2 * 170],
  [512, 512, 85 + 170],
  // 2160 × 3840 becomes 1152 × 2048, then 768 × 1365.
  [2160, 3840, 85 + 6 * 170],
])('GPT-4o in high detail counts %i × %i as %i tokens', (width, height, tokens) => {
  expect(gptHighTokens({ width, height })).toBe(tokens)
})

test.each([
  [1280, 720, 46 * 26],
  [280, 280, 100],
  // 350 / 28 is 12.5, which Python rounds to 12.
  [280, 350, 10 * 12],
  // The least is four tokens.
  [14, 14, 4],
  // Beyond 16 384 tokens it shrinks, to 5069 × 2534, which holds 181 × 90.
  [8000, 4000, 181 * 90],
])('Qwen2.5-VL counts %i × %i as %i tokens', (width, height, tokens) => {
  expect(qwenTokens({ width, height })).toBe(tokens)
})

test('Qwen2.5-VL with its recommended 1280 tokens at most keeps to them', () => {
  const limit = { maxPixels: 1280 * 28 * 28 }
  expect(qwenTokens({ width: 1920, height: 1080 }, limit)).toBe(47 * 26)
  expect(qwenTokens({ width: 1280, height: 720 }, limit)).toBe(1196)
})

test('InternVL gives a video frame one tile; where tiling is on, the grid nearest to its shape and an overview', () => {
  expect(internVlTokens({ width: 1920, height: 1080 })).toBe(256)
  // 16:9 is nearest to 2:1 of the grids of at most twelve, and large enough for 4 × 2 of them.
  expect(internVlTokens({ width: 1920, height: 1080 }, { maxTiles: 12 })).toBe(256 * (4 * 2 + 1))
  expect(internVlTokens({ width: 640, height: 360 }, { maxTiles: 12 })).toBe(256 * (2 * 1 + 1))
  // A square picture: 1 × 1, 2 × 2 and 3 × 3 are equally near, and it is large enough for nine tiles.
  expect(internVlTokens({ width: 1400, height: 1400 }, { maxTiles: 12 })).toBe(256 * 10)
  expect(internVlTokens({ width: 448, height: 448 }, { maxTiles: 12 })).toBe(256)
})
