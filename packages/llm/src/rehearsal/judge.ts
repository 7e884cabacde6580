/**
 * A score from what can be measured in the answer: length, words shared with the context and the question,
 * markup, repetition. Each metric weighs them its own way, so that columns differ; none of it is a judgement,
 * and the rationale says so.
 */
import { createHash } from 'node:crypto'
import type { ChatMessage } from '../chat-model.js'
import { dataBlocksOf, keywordsOf, overlapOf, sentencesOf, textOfRole } from './prompt-text.js'

interface Features {
  length: number
  grounding: number
  relevance: number
  plainness: number
  variety: number
  firstPerson: number
}

/** Weights over the features; a metric that none of these names fits weighs all alike. */
const metrics: [RegExp, Partial<Record<keyof Features, number>>][] = [
  [/human|like/, { plainness: 3, firstPerson: 2, variety: 1 }],
  [/fluen/, { variety: 3, plainness: 2, length: 1 }],
  [/halluc|knowledge/, { grounding: 4, length: 1 }],
  [/tone/, { firstPerson: 3, plainness: 1, grounding: 1 }],
  [/character|consist/, { grounding: 2, firstPerson: 2, variety: 1 }],
  [/instruct|adher/, { relevance: 2, plainness: 2, length: 1 }],
  [/accura/, { grounding: 2, relevance: 2, length: 1 }],
  [/video|relev/, { grounding: 3, relevance: 1, variety: 1 }],
]

export function judgeAnswer(messages: ChatMessage[], metric: string, judge: string): string {
  const blocks = dataBlocksOf(textOfRole(messages, 'user'))
  const textIn = (name: RegExp) =>
    blocks
      .filter((block) => name.test(block.name))
      .map(({ text }) => text)
      .join('\n')
  const answer = textIn(/^(?:answer|response|reply)$/)
  const features = featuresOf(
    answer,
    textIn(/^question$/),
    textIn(/video|summary|caption|role|context|profile|history|reference/),
  )
  const weights: Partial<Record<keyof Features, number>> = metrics.find(([name]) =>
    name.test(metric.toLowerCase()),
  )?.[1] ?? {
    length: 1,
    grounding: 1,
    relevance: 1,
    plainness: 1,
    variety: 1,
    firstPerson: 1,
  }
  const names = Object.keys(weights) as (keyof Features)[]
  const total = names.reduce((sum, name) => sum + weights[name]!, 0)
  const mean = names.reduce((sum, name) => sum + weights[name]! * features[name], 0) / total
  const leniency = leniencyOf(judge)
  const measured = names.map((name) => `${name} ${features[name].toFixed(2)}`).join(', ')
  return JSON.stringify({
    evidence: sentencesOf(answer)
      .slice(0, 2)
      .map((sentence) => sentence.slice(0, 200).toWellFormed()),
    rationale: `Rehearsal: no judgement was made; the score follows from ${measured}, and ${leniency >= 0 ? '+' : ''}${leniency} for this judge's name.`,
    score: Math.round(30 + 60 * mean) + leniency,
  })
}

/** −5 to 5 points, so that two rehearsal judges do not agree perfectly. */
function leniencyOf(judge: string): number {
  return (createHash('sha256').update(judge).digest().readUInt8() % 11) - 5
}

/** Each from 0 to 1. */
function featuresOf(answer: string, question: string, context: string): Features {
  const words = answer.toLowerCase().match(/\p{L}+/gu) ?? []
  const markup = answer.match(/\*\*|^#{1,6} |^[-*] |^\d+\. |```/gm)?.length ?? 0
  const own = words.filter((word) => ['i', 'me', 'my', 'mine', 'we', 'our', 'us', '我', '我们'].includes(word)).length
  return {
    length: Math.min(words.length / 60, 1),
    // A judge who sees only frames has no words to compare with.
    grounding: context === '' ? 0.5 : overlapOf(answer, context),
    relevance: overlapOf(question, answer),
    plainness: 1 / (1 + markup),
    variety: words.length === 0 ? 0 : Math.min(keywordsOf(answer).size / words.length / 0.6, 1),
    firstPerson: Math.min(own / Math.max(words.length, 1) / 0.08, 1),
  }
}
