/**
 * Turns a profile, a history and a question into the request that will be sent, and says what the model will see:
 * which frames, what was left out and why, and about how many tokens it is.
 */
import type { ChatModel, ChatParameters, ChatRequest } from '@video2roleplay/llm'
import { budgetFrames, framePresets, type FramePresetName } from './budget.js'
import { InferenceError } from './errors.js'
import { frameLabel } from './layouts/frame-labels.js'
import type { LayoutName } from './layouts/layout.js'
import { answerMaxTokens, historyShare } from './paper.js'
import { rolePlayPrompt } from './prompts/role-play.v1.js'
import type { ProfileFrame, RoleProfile } from './role-profile.js'
import { estimateTextTokens } from './tokens.js'

export interface HistoryTurn {
  question: string
  answer: string
}

export interface ResponseInput {
  profile: RoleProfile
  question: string
  /** Earlier turns, oldest first. */
  history?: readonly HistoryTurn[]
}

export interface ResponseOptions {
  signal?: AbortSignal
  parameters?: ChatParameters
  /** How the server wants frames and text; `openai` where absent. */
  layout?: LayoutName
  /** How the responder counts pictures. */
  preset?: FramePresetName
  /** The responder's window, where its capabilities do not say. */
  contextTokens?: number
  /** Repetition index of the ledger, from 1. */
  round?: number
  imageDetail?: 'low' | 'high' | 'auto'
}

/**
 * frames: the model sees pictures. caption only: it takes none, or the profile has none, and it is told in words.
 * nothing: neither, as in the ablation without frames and context.
 */
export type Grounding = 'frames' | 'caption only' | 'nothing'

/** What the "what the model sees" drawer shows. Plain data. */
export interface WhatTheModelSees {
  grounding: Grounding
  frames: { number: number; timestampSeconds: number; sha256: string }[]
  /** Times of the frames left out. */
  droppedFrames: number[]
  droppedFramesReason: 'context' | 'image-limit' | 'model-without-vision' | null
  /** Oldest turns left out. */
  droppedTurns: number
  estimatedTokens: number
  layout: LayoutName
  promptId: string
  warnings: string[]
}

export interface PreparedResponse {
  request: ChatRequest
  sees: WhatTheModelSees
}

/** @throws InferenceError */
export function prepareResponse(
  input: ResponseInput,
  responder: ChatModel,
  options: ResponseOptions = {},
): PreparedResponse {
  const { profile, question } = input
  const { layout = 'openai', preset } = options
  if (question.trim() === '') throw new InferenceError('empty-question', 'There is no question to answer.')

  const chosen = preset === undefined ? undefined : framePresets[preset]
  const contextTokens = options.contextTokens ?? responder.capabilities.contextTokens ?? chosen?.contextTokens ?? null
  const answerTokens = options.parameters?.maxTokens ?? answerMaxTokens
  const blockTokens = estimateTextTokens(Object.values(profile.blocks).join('\n')) + estimateTextTokens(question) + 64
  const history = fitHistory(input.history ?? [], contextTokens)
  const textTokens = blockTokens + history.tokens
  if (contextTokens !== null && textTokens + answerTokens > contextTokens) {
    throw new InferenceError(
      'context-too-small',
      `Summary, examples, history and question need about ${textTokens} tokens and the answer ${answerTokens}; ${responder.model} has ${contextTokens}.`,
    )
  }

  const isBlind = !responder.capabilities.images
  const available = isBlind ? [] : profile.frames
  const budget = budgetFrames({
    frames: available.length,
    tokensPerFrame: tokensOfLargest(available, preset),
    contextTokens,
    textTokens,
    answerTokens,
    maxImages: responder.capabilities.maxImages,
    trainedTokens: chosen?.trainedTokens,
  })
  const frames = budget.kept.map((index) => available[index]!)
  const dropped = isBlind ? profile.frames : budget.dropped.map((index) => available[index]!)
  const warnings = [...budget.warnings]
  if (isBlind && profile.frames.length > 0) warnings.push(`${responder.model} takes no images: captions only.`)
  if (history.dropped > 0) warnings.push(`The ${history.dropped} oldest turns were left out.`)

  return {
    request: {
      messages: rolePlayPrompt.render({
        layout,
        frames: frames.map((frame, index) => ({
          label: frameLabel(profile.labelStyle, index + 1, profile.timestamps ? frame.timestampSeconds : undefined),
          image: {
            mediaType: 'image/jpeg',
            data: frame.jpeg,
            sha256: frame.sha256,
            ...(options.imageDetail && { detail: options.imageDetail }),
          },
        })),
        blocks: profile.blocks,
        history: history.kept,
        question,
      }),
      parameters: { maxTokens: answerMaxTokens, ...options.parameters },
      purpose: 'inference/role-play',
      promptId: rolePlayPrompt.id,
      ...(options.round !== undefined && { round: options.round }),
      signal: options.signal,
    },
    sees: {
      grounding: frames.length > 0 ? 'frames' : profile.blocks.summary === '' ? 'nothing' : 'caption only',
      frames: frames.map(({ timestampSeconds, sha256 }, index) => ({ number: index + 1, timestampSeconds, sha256 })),
      droppedFrames: dropped.map((frame) => frame.timestampSeconds),
      droppedFramesReason: isBlind && profile.frames.length > 0 ? 'model-without-vision' : budget.reason,
      droppedTurns: history.dropped,
      estimatedTokens: textTokens + budget.frameTokens,
      layout,
      promptId: rolePlayPrompt.id,
      warnings,
    },
  }
}

/** Frames of one video are of one size; the largest keeps the budget safe. Without a preset, InternVL's tile. */
function tokensOfLargest(frames: readonly ProfileFrame[], preset: FramePresetName = 'internvl2.5-8b'): number {
  const { tokensPerFrame } = framePresets[preset]
  // A frame that does not tell its size is taken for 1280 × 720.
  return Math.max(0, ...frames.map(({ width = 1280, height = 720 }) => tokensPerFrame({ width, height })))
}

/** The latest turns that fit into their share of the window; all of them where the window is unknown. */
function fitHistory(
  history: readonly HistoryTurn[],
  contextTokens: number | null,
): { kept: HistoryTurn[]; dropped: number; tokens: number } {
  const room = contextTokens === null ? Infinity : contextTokens * historyShare
  const kept: HistoryTurn[] = []
  let tokens = 0
  for (const turn of history.toReversed()) {
    const cost = estimateTextTokens(turn.question) + estimateTextTokens(turn.answer) + 16
    if (tokens + cost > room) break
    tokens += cost
    kept.unshift(turn)
  }
  return { kept, dropped: history.length - kept.length, tokens }
}
