/**
 * A score from what can be measured in the answer: length, words shared with the context and the question,
 * markup, repetition. Each metric weighs them its own way, so that columns differ; none of it is a judgement,
 * and the rationale says so.
 */
import type { ChatMessage } from '../chat-model.js'
import { blockNamed, keywordsOf, lastUserText, overlapOf, sentencesOf } from './prompt-text.js'

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

export function judgeAnswer(messages: ChatMessage[], promptId: string): string {
  const request = lastUserText(messages)
  const answer = blockNamed(request, /response|answer|reply/) ?? request
  const question = blockNamed(request, /question/) ?? ''
  const context = blockNamed(request, /context|caption|summary|video|role|profile/) ?? ''
  const features = featuresOf(answer, question, context)
  const weights: Partial<Record<keyof Features, number>> = metrics.find(([name]) => name.test(promptId))?.[1] ?? {
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
  const measured = names.map((name) => `${name} ${features[name].toFixed(2)}`).join(', ')
  return JSON.stringify({
    evidence: sentencesOf(answer)
      .slice(0, 2)
      .map((sentence) => sentence.slice(0, 200).toWellFormed()),
    rationale: `Rehearsal: no judgement was made; the score follows from ${measured}.`,
    score: Math.round(30 + 65 * mean),
  })
}

/** Each from 0 to 1. */
function featuresOf(answer: string, question: string, context: string): Features {
  const words = answer.toLowerCase().match(/\p{L}+/gu) ?? []
  const markup = answer.match(/\*\*|^#{1,6} |^[-*] |^\d+\. |```/gm)?.length ?? 0
  const own = words.filter((word) => ['i', 'me', 'my', 'mine', 'we', 'our', 'us', '我', '我们'].includes(word)).length
  return {
    length: Math.min(words.length / 60, 1),
    grounding: overlapOf(answer, context),
    relevance: overlapOf(question, answer),
    plainness: 1 / (1 + markup),
    variety: words.length === 0 ? 0 : Math.min(keywordsOf(answer).size / words.length / 0.6, 1),
    firstPerson: Math.min(own / Math.max(words.length, 1) / 0.08, 1),
  }
}
