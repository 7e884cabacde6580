/**
 * What a judge is shown beside the question and what it grades: the metric's share of all there is. A judge that sees
 * gets frames where the metric wants them, a blind one (the paper's o3-mini, D12) the caption.
 */
import type { ChatModel, ImageInput } from '@video2roleplay/llm'
import type { ContextPart, Metric } from './metrics.js'
import { judgeMaxFrames } from './paper.js'
import type { HistoryTurn, JudgeInput } from './prompts/judge-input.js'

export interface JudgeContext {
  /** The static profile's summary (§4.3). */
  summary?: string
  /** Frame descriptions in video order; shown where there is no summary, and beside it for relevance. */
  descriptions?: string[]
  frames?: ImageInput[]
  roleInstruction?: string
  /** Three to five sayings of the character. */
  styleSamples?: string[]
  history?: HistoryTurn[]
  /** What a good answer would contain, where the question set knows. */
  reference?: string
}

export type JudgeEvidence = Omit<JudgeInput, 'question' | 'response'>

export function evidenceFor(metric: Metric, context: JudgeContext, judge: ChatModel): JudgeEvidence {
  const shown = <Part extends ContextPart>(part: Part): JudgeContext[Part] =>
    metric.context.includes(part) ? context[part] : undefined
  return {
    video: videoFor(metric, context, judge),
    roleInstruction: shown('roleInstruction'),
    styleSamples: shown('styleSamples'),
    history: shown('history'),
    reference: shown('reference'),
  }
}

function videoFor(
  metric: Metric,
  { frames = [], summary, descriptions }: JudgeContext,
  judge: ChatModel,
): JudgeInput['video'] {
  if (metric.video === 'none') return { kind: 'none' }
  if (metric.video === 'frames' && judge.capabilities.images && frames.length > 0) {
    const most = Math.min(judgeMaxFrames, judge.capabilities.maxImages ?? judgeMaxFrames)
    return { kind: 'frames', frames: thinEvenly(frames, most) }
  }
  const hasSummary = summary !== undefined && summary.trim() !== ''
  const hasDescriptions = descriptions !== undefined && descriptions.length > 0
  if (!hasSummary && !hasDescriptions) return { kind: 'none' }
  const wantsDescriptions = hasDescriptions && (metric.video === 'frames' || !hasSummary)
  return { kind: 'caption', ...(hasSummary && { summary }), ...(wantsDescriptions && { descriptions }) }
}

/** The middles of `most` equal stretches. */
function thinEvenly<Item>(items: readonly Item[], most: number): Item[] {
  if (items.length <= most) return [...items]
  return Array.from({ length: most }, (_, index) => items[Math.floor(((index + 0.5) * items.length) / most)]).filter(
    (item) => item !== undefined,
  )
}

/** Every text of it: what a judge may quote without meaning it. */
export function evidenceTexts({ video, roleInstruction, reference, history, styleSamples }: JudgeEvidence): string[] {
  const caption = video.kind === 'caption' ? [video.summary ?? '', ...(video.descriptions ?? [])] : []
  const turns = history?.map(({ text }) => text) ?? []
  return [roleInstruction ?? '', reference ?? '', ...caption, ...turns, ...(styleSamples ?? [])].filter(
    (text) => text !== '',
  )
}
