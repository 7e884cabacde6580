/**
 * How many frames fit into a model's context (reading D16). Ours: the paper gives 128 frames to a model whose context
 * they may fill to the brim: 128 × 256 tokens are 32 768.
 */
import * as z from 'zod'
import { MAX_FRAMES } from './paper.js'

export interface FrameBudget {
  frames: number
  tokens: number
  /** What is left for text beside the frames. */
  textTokens: number
  /** The paper's 128 frames do not fit. */
  warning?: string
}

export const BudgetRequest = z.object({
  frames: z.int().nonnegative().default(MAX_FRAMES),
  tokensPerFrame: z.int().positive(),
  contextTokens: z.int().positive(),
  /** Prompt, summary, history and answer together. */
  textTokens: z.int().nonnegative(),
})

/** Tokens of one frame of at most 1280 pixels, by the makers' own descriptions. */
export const tokensPerFrame = {
  /** One 448×448 tile. */
  'InternVL2.5-8B': 256,
  /** Pixels / 28², at 1280×720. */
  'Qwen2.5-VL': 1196,
  'GPT-4o low': 85,
  /** 85 + 170 for each of six 512-pixel tiles, at 1280×720. */
  'GPT-4o high': 1105,
} as const

export function budgetFrames(request: z.input<typeof BudgetRequest>): FrameBudget {
  const { frames: wanted, tokensPerFrame: each, contextTokens, textTokens } = BudgetRequest.parse(request)
  const frames = Math.max(0, Math.min(wanted, Math.floor((contextTokens - textTokens) / each)))
  const tokens = frames * each
  const left = contextTokens - tokens
  if (frames >= wanted) return { frames, tokens, textTokens: left }
  const warning = `Of ${wanted} frames only ${frames} fit beside ${textTokens} tokens of text: ${each} tokens each, ${contextTokens} in all.`
  return { frames, tokens, textTokens: left, warning }
}
