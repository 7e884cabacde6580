/**
 * Room 9: one judge reads one response under one metric, once. What comes back is a judgement, scored or not.
 * An endpoint that fails is not a judgement: LlmError goes through to the job, which knows when to try again.
 *
 * A judge that sees gets frames for video-text relevance, a blind one (the paper's o3-mini, D12) gets the caption;
 * `evidenceKind` says which, as two judges with different evidence do not measure the same thing.
 */
import type { ChatMessage, ChatModel, ChatReply, ImageInput } from '@video2roleplay/llm'
import type { EvidenceKind, Judgement, UnscoredReason } from './judgement.js'
import { type ContextPart, type Metric, type MetricId, metrics } from './metrics.js'
import { judgeMaxFrames, judgeMaxTokens, paperTemperature, reasoningJudgeMaxTokens } from './paper.js'
import type { HistoryTurn, JudgeInput } from './prompts/judge-input.js'
import { judgePurpose } from './prompts/judge-layout.v1.js'
import { judgePrompts } from './prompts/judge-prompts.js'
import { repairJudgement } from './prompts/repair-judgement.v1.js'
import { judgeVerdictSchema, maxJudgeTextLength, readScore, type ScoreReading } from './read-score.js'

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

export interface JudgeTask {
  metric: MetricId
  question: string
  response: string
  /** Everything there is; each metric is shown its share of it. */
  context: JudgeContext
}

export interface JudgeOptions {
  /** From 1. Part of the call's identity, so that three rounds are three calls. */
  round: number
  signal?: AbortSignal
}

/** @throws LlmError where the endpoint failed. */
export async function judgeResponse(task: JudgeTask, judge: ChatModel, options: JudgeOptions): Promise<Judgement> {
  const metric = metrics[task.metric]
  const prompt = judgePrompts[task.metric]
  const input = inputFor(metric, task, judge)
  const evidenceKind: EvidenceKind = input.video.kind
  const identity = { metric: metric.id, judge: judge.id, round: options.round, promptId: prompt.id, evidenceKind }
  if (task.response.trim() === '')
    return { status: 'skipped', ...identity, isRehearsal: judge.isRehearsal, reason: 'empty-response' }
  if (metric.video === 'frames' && evidenceKind === 'none')
    return { status: 'skipped', ...identity, isRehearsal: judge.isRehearsal, reason: 'no-evidence' }

  const messages = prompt.render(input)
  const material = materialOf(input)
  const replies: ChatReply[] = []
  const ask = async (call: { messages: ChatMessage[]; purpose: string; promptId: string }) => {
    const reply = await judge.complete({ ...call, parameters: parametersFor(judge), ...options })
    replies.push(reply)
    return readReply(reply, material)
  }

  let parsePath: 'repair' | undefined
  let reading = await ask({ messages, purpose: judgePurpose(metric.id), promptId: prompt.id })
  const [first] = replies
  if (reading.status === 'unreadable' && isRepairable(reading.reason) && first) {
    parsePath = 'repair'
    reading = await ask({
      messages: [
        ...messages,
        { role: 'assistant', content: endOf(first.text, repairedTextLength) },
        ...repairJudgement.render({}),
      ],
      purpose: judgePurpose(metric.id).replace('/judge-', '/repair-'),
      promptId: repairJudgement.id,
    })
  }

  const last = replies.at(-1)
  const common = {
    ...identity,
    isRehearsal: judge.isRehearsal || replies.some((reply) => reply.isRehearsal),
    callIds: replies.flatMap((reply) => (reply.callId === undefined ? [] : [reply.callId])),
    reportedModel: last?.reportedModel ?? null,
    droppedParameters: last?.droppedParameters ?? [],
  }
  if (reading.status === 'unreadable')
    return {
      status: 'unscored',
      ...common,
      reason: reading.reason,
      rawText: endOf(last?.text ?? '', maxJudgeTextLength),
    }
  const { score, rationale, evidence, path } = reading
  return { status: 'scored', ...common, score, rationale, evidence, parsePath: parsePath ?? path }
}

/** Of a rambling answer this much goes into the repair call: enough to find a verdict in, cheap enough to send. */
const repairedTextLength = 8000

function endOf(text: string, length: number): string {
  return text.slice(-length).toWellFormed()
}

type ReplyReading = Extract<ScoreReading, { status: 'read' }> | { status: 'unreadable'; reason: UnscoredReason }

/** A cut, refused or empty answer is never searched for numbers: what it would have said is unknown. */
function readReply(reply: ChatReply, material: readonly string[]): ReplyReading {
  if (reply.outcome !== 'answered') return { status: 'unreadable', reason: reply.outcome }
  return readScore(reply.text, material)
}

/** A form can be mended. A verdict of 105 cannot: asking again would be asking the judge to clamp. */
function isRepairable(reason: UnscoredReason): boolean {
  return reason === 'no-score' || reason === 'ambiguous'
}

function parametersFor(judge: ChatModel) {
  return {
    temperature: paperTemperature,
    maxTokens: judge.capabilities.reasoningEffort ? reasoningJudgeMaxTokens : judgeMaxTokens,
    responseSchema: { name: 'judgement', schema: judgeVerdictSchema },
  }
}

function inputFor(metric: Metric, { question, response, context }: JudgeTask, judge: ChatModel): JudgeInput {
  const shown = <Part extends ContextPart>(part: Part): JudgeContext[Part] =>
    metric.context.includes(part) ? context[part] : undefined
  return {
    question,
    response,
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

function materialOf(input: JudgeInput): string[] {
  const video = input.video.kind === 'caption' ? [input.video.summary ?? '', ...(input.video.descriptions ?? [])] : []
  const turns = input.history?.map(({ text }) => text) ?? []
  const texts = [
    input.question,
    input.response,
    input.roleInstruction ?? '',
    input.reference ?? '',
    ...video,
    ...turns,
    ...(input.styleSamples ?? []),
  ]
  return texts.filter((text) => text !== '')
}
