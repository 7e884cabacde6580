/** Features of the candidates: those that the caller kept, or new ones. Nothing where there is no embedder. */
import type { SampleTask } from '../sample-frames.js'
import { candidateInstants } from './candidate-instants.js'
import type { VideoFeatures } from './video-features.js'
import { checkFeatures, embedVideo } from './video-features.js'

export async function featuresOf(task: SampleTask): Promise<VideoFeatures | undefined> {
  const { features, embedFrame, decoder, info, signal } = task
  if (features !== undefined) {
    checkFeatures(features)
    return features
  }
  if (embedFrame === undefined) return undefined
  return embedVideo(task.path, {
    decoder,
    info,
    embedFrame,
    signal,
    timestamps: candidateInstants(task),
    onProgress: (progress) => task.onProgress?.({ stage: 'features', ...progress }),
  })
}
