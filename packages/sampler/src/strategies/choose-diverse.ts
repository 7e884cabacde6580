/** `diverse`: by the embedder's features where there is one, by the grey plane where there is none. */
import { lookAtCandidates } from '../look-at-candidates.js'
import { cosineSimilarity } from '../pixels.js'
import type { SampleTask } from '../sample-frames.js'
import { candidateInstants } from './candidate-instants.js'
import { featuresOf } from './candidate-features.js'
import { differenceCurve } from './curve.js'
import { describePlane, descriptorDistance } from './grey-descriptor.js'
import type { Choice } from './sample-by-selection.js'
import { selectFarthest } from './select-farthest.js'

export async function chooseDiverse(task: SampleTask): Promise<Choice> {
  const features = await featuresOf(task)
  if (features !== undefined) {
    const farness = (a: Float32Array, b: Float32Array) => 1 - cosineSimilarity(a, b)
    return {
      chosen: choose(task, features.timestamps, features.vectors, farness),
      trace: { candidatesLookedAt: features.timestamps.length, descriptor: 'features' },
    }
  }
  const candidates = await lookAtCandidates(task, candidateInstants(task))
  const { instants, planes, ...rest } = candidates
  return {
    ...rest,
    chosen: choose(task, instants, planes.map(describePlane), descriptorDistance),
    trace: { curve: differenceCurve(candidates), candidatesLookedAt: instants.length, descriptor: 'grey plane' },
  }
}

function choose(
  task: SampleTask,
  instants: readonly number[],
  vectors: readonly Float32Array[],
  farness: (a: Float32Array, b: Float32Array) => number,
): Choice['chosen'] {
  return selectFarthest(vectors, farness, task.resolved.maxFrames).map(({ position, distance }) => ({
    askedSeconds: instants[position] as number,
    because: {
      rule: 'farthest',
      ...(distance === undefined ? {} : { distance }),
      text:
        distance === undefined
          ? 'Of all pictures the one most like the rest: the others are chosen by how little they resemble it.'
          : `The least like those chosen before it: ${distance.toFixed(distance < 2 ? 3 : 1)} from the nearest.`,
    },
  }))
}
