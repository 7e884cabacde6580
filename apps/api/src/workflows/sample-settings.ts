/**
 * Settings that a person asks for instead of the defaults of §4.1: what may be asked, and which sample they name.
 * "What fits" is settled when it is asked for, so that the job and its rows carry the number and not the question.
 */
import {
  budgetFrames,
  framePresetNames,
  framePresets,
  resolveSettings,
  SamplingSettings,
  SamplingStrategy,
  type CallerSettings,
  type FrameBudget,
  type PictureSize,
  type Strategy,
} from '@video2roleplay/sampler'
import * as z from 'zod'
import { ApiError } from '../errors.js'
import { settingsHashOf } from './settings-hash.js'

/** More pictures than any model we know takes at once, and few enough to store for every wish. */
const mostFrames = 1024

export const AskedSettings = SamplingSettings.omit({
  analysisWidth: true,
  analysisHeight: true,
  segments: true,
  segmentSeconds: true,
})
  .partial()
  .extend({
    strategy: SamplingStrategy.optional(),
    maxFrames: z.int().min(1).max(mostFrames).optional(),
    groups: z.int().min(1).max(mostFrames).optional(),
    differenceThreshold: z.number().min(0).max(255).optional(),
    vlogIntervalSeconds: z.number().min(0.05).max(3600).optional(),
    candidateIntervalSeconds: z.number().min(0.2).max(3600).optional(),
  }) satisfies z.ZodType<CallerSettings>
export type AskedSettings = z.infer<typeof AskedSettings>

/** A model whose context the frames must fit into beside so much text. */
export const Fit = z.object({
  preset: z.enum(framePresetNames),
  contextTokens: z.int().min(1).max(10_000_000).optional(),
  textTokens: z.int().min(0).max(10_000_000).default(0),
})
export type Fit = z.output<typeof Fit>

export interface FitResult extends FrameBudget {
  tokensPerFrame: number
  contextTokens: number
}

/** @throws ApiError where not one frame fits. */
export function fitFrames(size: PictureSize, fit: Fit, frames?: number): FitResult {
  const preset = framePresets[fit.preset]
  const contextTokens = fit.contextTokens ?? preset.contextTokens
  const tokensPerFrame = preset.tokensPerFrame(size)
  return {
    ...budgetFrames({ frames, tokensPerFrame, contextTokens, textTokens: fit.textTokens }),
    tokensPerFrame,
    contextTokens,
  }
}

/** Frames are stored no wider than this, and that is the size a model gets (the decoder's own default). */
const widestFrame = 1280

export function frameSizeOf({ width, height }: PictureSize): PictureSize {
  return width <= widestFrame
    ? { width, height }
    : { width: widestFrame, height: Math.round((height * widestFrame) / width) }
}

export function settingsThatFit(size: PictureSize, asked: AskedSettings, fit: Fit | undefined): AskedSettings {
  if (fit === undefined) return asked
  const { frames, tokensPerFrame, contextTokens } = fitFrames(size, fit, asked.maxFrames)
  if (frames === 0)
    throw new ApiError(
      'invalid-input',
      `Not one frame of ${tokensPerFrame} tokens fits into ${contextTokens} beside ${fit.textTokens} of text.`,
      { advice: 'Leave less room for text, or choose a model with a larger context.' },
    )
  return { ...asked, maxFrames: frames }
}

/** Whether the choice depends on CLIP features: only then has the model a part in what names a sample. */
export function needsFeatures(strategy: Strategy, asked: AskedSettings = {}): boolean {
  if (strategy === 'segments' || strategy === 'live') return false
  const selection = asked.strategy ?? 'paper'
  return selection === 'paper' ? strategy === 'documentary' : selection === 'diverse' || selection === 'question'
}

/** What the frames depend on besides the bytes of the video. The paper's strategy was there before there was a choice. */
export function sampleHash(strategy: Strategy, asked: AskedSettings = {}, embedder: string | null = null): string {
  const { origin: _origin, strategy: selection, ...settings } = resolveSettings(asked)
  return settingsHashOf({
    strategy,
    settings: selection === 'paper' ? settings : { ...settings, strategy: selection },
    embedder,
  })
}
