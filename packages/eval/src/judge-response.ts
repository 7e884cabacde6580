/**
 * Room 9: one judge reads one response under one metric, once. What comes back is a judgement, scored or not.
 * An endpoint that fails is not a judgement: LlmError goes through to the job, which knows when to try again.
 *
 * A judge that sees gets frames for video-text relevance, a blind one (the paper's o3-mini, D12) gets the caption;
 * `evidenceKind` says which, as two judges with different evidence do not measure the same thing.
 */
import type { ChatMessage, ChatModel, ChatParameters, ChatReply } from '@video2roleplay/llm'
import { evidenceFor, evidenceTexts, type JudgeContext } from './judge-evidence.js'
import type { EvidenceKind, Judgement, UnscoredReason } from './judgement.js'
import { type MetricId, metrics } from './metrics.js'
import { judgeMaxTokens, paperTemperature, reasoningJudgeMaxTokens } from './paper.js'
import type { JudgeInput } from './prompts/judge-input.js'
import { judgePurpose } from './prompts/judge-layout.v1.js'
import { judgePrompts } from './prompts/judge-prompts.js'
import { repairJudgement } from './prompts/repair-judgement.v1.js'
import { judgeVerdictSchema, maxJudgeTextLength, readScore, type ScoreReading } from './read-score.js'

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
  const evidence = evidenceFor(metric, task.context, judge)
  const input: JudgeInput = { question: task.question, response: task.response, ...evidence }
  const evidenceKind: EvidenceKind = input.video.kind
  const identity = { metric: metric.id, judge: judge.id, round: options.round, promptId: prompt.id, evidenceKind }
  if (task.response.trim() === '')
    return { status: 'skipped', ...identity, isRehearsal: judge.isRehearsal, reason: 'empty-response' }
  if (metric.video === 'frames' && evidenceKind === 'none')
    return { status: 'skipped', ...identity, isRehearsal: judge.isRehearsal, reason: 'no-evidence' }

  const messages = prompt.render(input)
  const material = [task.question, task.response, ...evidenceTexts(evidence)]
  const replies: ChatReply[] = []
  const ask = async (call: { messages: ChatMessage[]; purpose: string; promptId: string }) => {
    const reply = await judge.complete({ ...call, parameters: judgeParameters(judge, verdictFormat), ...options })
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
  const { path, status: _read, ...verdict } = reading
  return { status: 'scored', ...common, ...verdict, parsePath: parsePath ?? path }
}

const verdictFormat = { name: 'judgement', schema: judgeVerdictSchema }

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

/** The paper's temperature, room to think for those that do, and the shape of the verdict. */
export function judgeParameters(judge: ChatModel, responseSchema: ChatParameters['responseSchema']): ChatParameters {
  return {
    temperature: paperTemperature,
    maxTokens: judge.capabilities.reasoningEffort ? reasoningJudgeMaxTokens : judgeMaxTokens,
    responseSchema,
  }
}
