/**
 * How many frames fit into a model's context (reading D16). Ours: the paper gives 128 frames to a model whose context
 * they may fill to the brim: 128 × 256 tokens are 32 768.
 *
 * What a picture costs is the maker's rule for its size. Labels and marks around it belong to the text.
 */
import * as z from 'zod'
import { MAX_FRAMES } from './paper.js'

export interface FrameBudget {
  frames: number
  tokens: number
  /** What is left for text beside the frames. */
  textTokens: number
  /** The frames that were asked for, the paper's 128 where none were, do not fit. */
  warning?: string
}

export const BudgetRequest = z.object({
  frames: z.int().nonnegative().default(MAX_FRAMES),
  tokensPerFrame: z.int().positive(),
  contextTokens: z.int().positive(),
  /** Prompt, summary, history and answer together. */
  textTokens: z.int().nonnegative(),
})

export function budgetFrames(request: z.input<typeof BudgetRequest>): FrameBudget {
  const { frames: wanted, tokensPerFrame: each, contextTokens, textTokens } = BudgetRequest.parse(request)
  const frames = Math.max(0, Math.min(wanted, Math.floor((contextTokens - textTokens) / each)))
  const tokens = frames * each
  const left = contextTokens - tokens
  if (frames >= wanted) return { frames, tokens, textTokens: left }
  const warning = `Of ${wanted} frames only ${frames} fit beside ${textTokens} tokens of text: ${each} tokens each, ${contextTokens} in all.`
  return { frames, tokens, textTokens: left, warning }
}

export interface PictureSize {
  width: number
  height: number
}

export interface FramePreset {
  name: string
  contextTokens: number
  /** Of one frame of this size. */
  tokensPerFrame(size: PictureSize): number
  /** The rule, for people. */
  rule: string
}

export const framePresetNames = ['internvl2.5-8b', 'qwen2.5-vl', 'gpt-4o-low', 'gpt-4o-high'] as const
export type FramePresetName = (typeof framePresetNames)[number]

export const framePresets: Record<FramePresetName, FramePreset> = {
  'internvl2.5-8b': {
    name: 'InternVL2.5-8B',
    contextTokens: 32_768,
    tokensPerFrame: (size) => internVlTokens(size),
    rule: 'one tile of 448 × 448 a video frame, 256 tokens, whatever its size',
  },
  'qwen2.5-vl': {
    name: 'Qwen2.5-VL',
    contextTokens: 128_000,
    tokensPerFrame: (size) => qwenTokens(size),
    rule: 'sides rounded to multiples of 28, one token for each 28 × 28 pixels',
  },
  'gpt-4o-low': {
    name: 'GPT-4o, low detail',
    contextTokens: 128_000,
    tokensPerFrame: () => gptBaseTokens,
    rule: '85 tokens, whatever its size',
  },
  'gpt-4o-high': {
    name: 'GPT-4o, high detail',
    contextTokens: 128_000,
    tokensPerFrame: gptHighTokens,
    rule: 'fitted into 2048 × 2048, then to a short side of 768; 85 tokens and 170 for each square of 512',
  },
}

const internVlTile = { side: 448, tokens: 256 }

/**
 * InternVL's dynamic tiling: of all grids of at most `maxTiles` tiles the one nearest to the picture's shape, and an
 * overview tile beside more than one. Video frames go in with one tile (`max_num=1` of its video example).
 */
export function internVlTokens({ width, height }: PictureSize, { maxTiles = 1 } = {}): number {
  const grids = Array.from({ length: maxTiles }, (_, k) => k + 1)
    .flatMap((columns) => Array.from({ length: Math.floor(maxTiles / columns) }, (_, k) => [columns, k + 1] as const))
    .toSorted((a, b) => a[0] * a[1] - b[0] * b[1])
  const shape = width / height
  let [tiles, nearest] = [1, Infinity]
  for (const [columns, rows] of grids) {
    const distance = Math.abs(shape - columns / rows)
    // Of grids equally near, a larger one only where the picture has at least half its pixels.
    const isWorthIt = width * height > 0.5 * internVlTile.side ** 2 * columns * rows
    if (distance < nearest || (distance === nearest && isWorthIt)) [tiles, nearest] = [columns * rows, distance]
  }
  return internVlTile.tokens * (tiles === 1 ? 1 : tiles + 1)
}

const qwenPatch = 28

/** Qwen2.5-VL's `smart_resize` for pictures: its processor's limits of 4 and 16 384 tokens, where no others are set. */
export function qwenTokens(
  { width, height }: PictureSize,
  { minPixels = 4 * qwenPatch ** 2, maxPixels = 16_384 * qwenPatch ** 2 } = {},
): number {
  const across = (side: number) => Math.max(1, roundHalfEven(side / qwenPatch))
  let [columns, rows] = [across(width), across(height)]
  const pixels = columns * rows * qwenPatch ** 2
  if (pixels > maxPixels) {
    const shrink = Math.sqrt((width * height) / maxPixels)
    ;[columns, rows] = [width, height].map((side) => Math.max(1, Math.floor(side / shrink / qwenPatch))) as [
      number,
      number,
    ]
  } else if (pixels < minPixels) {
    const grow = Math.sqrt(minPixels / (width * height))
    ;[columns, rows] = [width, height].map((side) => Math.ceil((side * grow) / qwenPatch)) as [number, number]
  }
  return columns * rows
}

/** As Python rounds: a half goes to the even neighbour. */
function roundHalfEven(value: number): number {
  const below = Math.floor(value)
  return value - below === 0.5 ? below + (below % 2) : Math.round(value)
}

const gptBaseTokens = 85
const gptTile = { side: 512, tokens: 170 }

/** OpenAI's tiles: fitted into 2048 × 2048, then to a short side of 768, never enlarged, then cut into squares of 512. */
export function gptHighTokens({ width, height }: PictureSize): number {
  const fit = Math.min(1, 2048 / Math.max(width, height))
  const scale = fit * Math.min(1, 768 / (Math.min(width, height) * fit))
  const along = (side: number) => Math.ceil(Math.round(side * scale) / gptTile.side)
  return gptBaseTokens + gptTile.tokens * along(width) * along(height)
}
