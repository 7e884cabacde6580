/** `question`: needs an embedder that reads texts and pictures alike (CLIP does). */
import { SamplerError } from '../errors.js'
import { cosineSimilarity } from '../pixels.js'
import type { SampleTask } from '../sample-frames.js'
import { featuresOf } from './candidate-features.js'
import type { Choice } from './sample-by-selection.js'
import { selectRelevant } from './select-relevant.js'

export async function chooseForQuestion(task: SampleTask): Promise<Choice> {
  const { question = '', maxFrames } = task.resolved
  if (task.embedText === undefined || (task.features === undefined && task.embedFrame === undefined))
    throw new SamplerError('bad-request', 'Choosing by a question needs an embedder of pictures and texts.', {
      advice: 'Give one (openClip), or choose another strategy.',
    })
  const text = await task.embedText(question)
  const features = await featuresOf(task)
  const { timestamps, vectors } = features ?? { timestamps: [], vectors: [] }
  const relevance = vectors.map((vector) => cosineSimilarity(vector, text))
  const ranks = rank(relevance)
  return {
    chosen: selectRelevant(relevance, maxFrames).map((position) => ({
      askedSeconds: timestamps[position] as number,
      because: {
        rule: 'relevance',
        relevance: relevance[position] as number,
        text:
          `Resembles the question by ${(relevance[position] as number).toFixed(3)}, rank ${ranks[position]} of` +
          ` ${relevance.length} candidates; stretches that fit less keep some frames.`,
      },
    })),
    trace: {
      candidatesLookedAt: timestamps.length,
      descriptor: 'features',
      relevance: timestamps.map((timestampSeconds, k) => ({ timestampSeconds, relevance: relevance[k] as number })),
    },
  }
}

/** From 1, the best; ties in the order of time. */
function rank(relevance: readonly number[]): number[] {
  const ranks = relevance.map(() => 0)
  for (const [place, position] of [...relevance.keys()]
    .toSorted((a, b) => (relevance[b] as number) - (relevance[a] as number) || a - b)
    .entries())
    ranks[position] = place + 1
  return ranks
}
