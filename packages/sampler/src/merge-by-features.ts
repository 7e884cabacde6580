/** §4.1, step 3, on frames: features of the representatives, and every similarity that was looked at, for the trace. */
import type { Frame } from './decoder.js'
import type { FrameSampleRecord, SampleTrace } from './frame-sample.js'
import type { Merge } from './keyframes.js'
import { mergeSimilar } from './keyframes.js'
import { cosineSimilarity } from './pixels.js'
import type { SampleTask } from './sample-frames.js'

export interface FeatureMerge extends Merge {
  outcome: Pick<FrameSampleRecord, 'merge' | 'mergeReason'>
  /** S of every pair that was compared, with what came of it. */
  comparisons: { from: number; to: number; similarity: number; isMerged: boolean }[]
}

export function canMerge(task: SampleTask): boolean {
  return task.embedFrame !== undefined
}

export async function mergeByFeatures(
  task: SampleTask,
  frames: readonly number[],
  frameOf: ReadonlyMap<number, Frame>,
): Promise<FeatureMerge> {
  if (!canMerge(task))
    return { kept: [...frames], merged: [], similarities: [], comparisons: [], outcome: skipped(task) }
  const threshold = task.resolved.similarityThreshold
  const vectors = await featuresOf(
    task,
    frames.map((i) => frameOf.get(i) as Frame),
  )
  const feature = new Map(frames.map((i, k) => [i, vectors[k] as Float32Array]))
  const comparisons: FeatureMerge['comparisons'] = []
  const compare = (from: number, to: number) => {
    const similarity = cosineSimilarity(feature.get(from) as Float32Array, feature.get(to) as Float32Array)
    comparisons.push({ from, to, similarity, isMerged: similarity > threshold })
    return similarity
  }
  return { ...(await mergeSimilar(frames, compare, threshold)), comparisons, outcome: { merge: 'done' } }
}

/** What the trace says of step 3; the frames are seconds of `grid`. */
export function traceOfMerge(
  task: SampleTask,
  { comparisons, merged, outcome }: FeatureMerge,
  grid: readonly number[],
) {
  const second = (i: number) => grid[i] as number
  if (outcome.merge !== 'done') return {}
  return {
    merges: merged.map(({ frame, into, similarity }) => ({
      timestampSeconds: second(frame),
      intoSeconds: second(into),
      similarity,
    })),
    similarityThreshold: task.resolved.similarityThreshold,
    similarities: comparisons.map(({ from, to, similarity, isMerged }) => ({
      timestampSeconds: second(to),
      toSeconds: second(from),
      similarity,
      isMerged,
    })),
    ...(task.embedder !== undefined && 'info' in task.embedder ? { embedder: task.embedder.info } : {}),
  } satisfies Partial<SampleTrace>
}

function skipped({ embedder }: SampleTask): FeatureMerge['outcome'] {
  if (embedder === undefined || 'info' in embedder) return { merge: 'skipped: no embedder' }
  return { merge: 'skipped: embedder unavailable', mergeReason: embedder.unavailable }
}

async function featuresOf(task: SampleTask, frames: Frame[]): Promise<Float32Array[]> {
  const { embedder, embedFrame, signal } = task
  const onProgress = ({ done, total }: { done: number; total: number }) =>
    task.onProgress?.({ stage: 'features', done, total })
  if (embedder !== undefined && 'info' in embedder) return embedder.embedFrames(frames, { signal, onProgress })
  const vectors: Float32Array[] = []
  for (const frame of frames) {
    signal?.throwIfAborted()
    if (embedFrame !== undefined) vectors.push(await embedFrame(frame, { signal }))
    onProgress({ done: vectors.length, total: frames.length })
  }
  return vectors
}
