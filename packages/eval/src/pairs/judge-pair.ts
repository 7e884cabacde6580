/**
 * Pairwise judging: one judge, one metric, two answers, both orders. Two calls a pair; a judge that always takes the
 * first answer ends in ties only. An endpoint that fails is thrown, as in `judgeResponse`.
 */
import type { ChatModel, ChatReply } from '@video2roleplay/llm'
import { evidenceFor, evidenceTexts, type JudgeContext } from '../judge-evidence.js'
import { judgeParameters, type JudgeOptions } from '../judge-response.js'
import { type MetricId, metrics } from '../metrics.js'
import { judgePair as prompt } from '../prompts/judge-pair.v1.js'
import { maxJudgeTextLength } from '../read-score.js'
import { combineOrders, type PairJudgement, type PairOrder, type PairReading } from './pair-judgement.js'
import { pairVerdictSchema, readWinner } from './read-winner.js'

export interface PairTask {
  metric: MetricId
  question: string
  /** Two answers to the question; the judge never learns whose. */
  a: string
  b: string
  context: JudgeContext
}

const orders: readonly PairOrder[] = ['ab', 'ba']

/** @throws LlmError where the endpoint failed. */
export async function judgePair(task: PairTask, judge: ChatModel, options: JudgeOptions): Promise<PairJudgement> {
  const metric = metrics[task.metric]
  const evidence = evidenceFor(metric, task.context, judge)
  const identity = {
    metric: task.metric,
    judge: judge.id,
    round: options.round,
    promptId: prompt.id,
    evidenceKind: evidence.video.kind,
    isRehearsal: judge.isRehearsal,
  }
  if (task.a.trim() === '' || task.b.trim() === '') return { status: 'skipped', ...identity, reason: 'empty-response' }
  if (metric.video === 'frames' && evidence.video.kind === 'none')
    return { status: 'skipped', ...identity, reason: 'no-evidence' }

  const material = [task.question, task.a, task.b, ...evidenceTexts(evidence)]
  const replies: ChatReply[] = []
  const readings: PairReading[] = []
  for (const order of orders) {
    const [first, second] = order === 'ab' ? [task.a, task.b] : [task.b, task.a]
    const reply = await judge.complete({
      messages: prompt.render({ metric: task.metric, question: task.question, first, second, ...evidence }),
      parameters: judgeParameters(judge, { name: 'comparison', schema: pairVerdictSchema }),
      purpose: 'eval/judge-pair',
      promptId: prompt.id,
      ...options,
    })
    replies.push(reply)
    const reading =
      reply.outcome === 'answered'
        ? readWinner(reply.text, material)
        : ({ status: 'unreadable', reason: reply.outcome } as const)
    const isRehearsal = identity.isRehearsal || replies.some((one) => one.isRehearsal)
    if (reading.status === 'unreadable') {
      const rawText = reply.text.slice(-maxJudgeTextLength).toWellFormed()
      return { status: 'unscored', ...identity, isRehearsal, order, reason: reading.reason, rawText }
    }
    readings.push({ order, seen: reading.winner, rationale: reading.rationale, callId: reply.callId ?? null })
  }
  const [ab, ba] = readings as [PairReading, PairReading]
  return {
    status: 'judged',
    ...identity,
    isRehearsal: identity.isRehearsal || replies.some((reply) => reply.isRehearsal),
    ...combineOrders(ab.seen, ba.seen),
    readings: [ab, ba],
  }
}
