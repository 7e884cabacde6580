/**
 * How many frames fit. 128 frames of 256 tokens are 32,768, the whole window of the base model and four times the
 * length it was tuned at (D16), so a profile that takes every frame leaves no room for a word. What does not fit is
 * thinned evenly over the video, and said.
 */
import { baseContextTokens, trainingTokens } from './paper.js'
import { labelTokens } from './tokens.js'

export interface FramePreset {
  /** Tokens of one picture, without its label. */
  tokensPerFrame: (size: { width: number; height: number }) => number
  contextTokens: number
  /** Longest sequence of its training, where known: beyond it answers get worse before anything fails. */
  trainedTokens?: number
}

export type FramePresetName = 'internvl2.5-8b' | 'qwen2.5-vl' | 'gpt-4o-low' | 'gpt-4o-high'

export const framePresets: Record<FramePresetName, FramePreset> = {
  // One tile of 448 × 448 is 256 tokens, and `<img></img>` two. Dynamic patches are off (max_dynamic_patch 1).
  'internvl2.5-8b': { tokensPerFrame: () => 258, contextTokens: baseContextTokens, trainedTokens: trainingTokens },
  // One token for every 28 × 28 pixels, and two marks.
  'qwen2.5-vl': {
    tokensPerFrame: ({ width, height }) => Math.ceil(width / 28) * Math.ceil(height / 28) + 2,
    contextTokens: 128_000,
  },
  'gpt-4o-low': { tokensPerFrame: () => 85, contextTokens: 128_000 },
  'gpt-4o-high': { tokensPerFrame: ({ width, height }) => 85 + 170 * gptTiles(width, height), contextTokens: 128_000 },
}

/** Fitted into 2048 × 2048, then to a short side of 768, then cut into squares of 512. Never enlarged. */
function gptTiles(width: number, height: number): number {
  const fit = Math.min(1, 2048 / Math.max(width, height))
  const scale = fit * Math.min(1, 768 / (Math.min(width, height) * fit))
  return Math.ceil((width * scale) / 512) * Math.ceil((height * scale) / 512)
}

export interface BudgetInput {
  /** How many frames there are. */
  frames: number
  /** Of one frame, without its label. */
  tokensPerFrame: number
  /** Null where nobody knows: then nothing is left out. */
  contextTokens: number | null
  /** Everything that is not frames: profile text, history, question. */
  textTokens: number
  /** Kept free for the answer. */
  answerTokens?: number
  /** Most images the endpoint takes; null for no known limit. */
  maxImages?: number | null
  trainedTokens?: number
}

export interface FrameBudget {
  /** Positions of the frames to send, in order. */
  kept: number[]
  dropped: number[]
  frameTokens: number
  totalTokens: number
  /** Why frames were left out; null where none was. */
  reason: 'context' | 'image-limit' | null
  warnings: string[]
}

export function budgetFrames(input: BudgetInput): FrameBudget {
  const { frames, contextTokens, textTokens, answerTokens = 0, maxImages = null, trainedTokens } = input
  const each = input.tokensPerFrame + labelTokens
  const room = contextTokens === null ? Infinity : contextTokens - textTokens - answerTokens
  const byContext = Math.max(0, Math.min(frames, Math.floor(room / each)))
  const byImages = Math.min(frames, maxImages ?? frames)
  const keep = Math.min(byContext, byImages)
  const kept = thinEvenly(frames, keep)
  const keptSet = new Set(kept)
  const frameTokens = keep * each
  const totalTokens = frameTokens + textTokens + answerTokens
  const warnings: string[] = []
  if (contextTokens !== null && frames * each >= contextTokens) {
    warnings.push(
      `${frames} frames need about ${frames * each} tokens, the whole window of ${contextTokens}; ${keep} were kept (D16).`,
    )
  }
  if (trainedTokens !== undefined && totalTokens > trainedTokens) {
    warnings.push(`About ${totalTokens} tokens, more than the ${trainedTokens} that the model was tuned with (D16).`)
  }
  return {
    kept,
    dropped: Array.from({ length: frames }, (_, index) => index).filter((index) => !keptSet.has(index)),
    frameTokens,
    totalTokens,
    reason: keep === frames ? null : byContext <= byImages ? 'context' : 'image-limit',
    warnings,
  }
}

/** `keep` of `count` positions, the middle of each equal part: floor((k + ½) · count / keep), as §4.1's cap is read. */
export function thinEvenly(count: number, keep: number): number[] {
  return Array.from({ length: Math.min(keep, count) }, (_, index) =>
    Math.floor(((index + 0.5) * count) / Math.min(keep, count)),
  )
}
