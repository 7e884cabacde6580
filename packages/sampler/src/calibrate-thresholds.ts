/** Looks at a collection of videos and suggests T, and with an embedder τ. A video that cannot be read is named, not fatal. */
import { basename } from 'node:path'
import type { DifferenceCurve } from './calibrate.js'
import { calibrate } from './calibrate.js'
import type { Calibration } from './calibration.js'
import type { EmbedFrame, FrameDecoder } from './decoder.js'
import { SamplerError } from './errors.js'
import type { FrameEmbedder } from './frame-embedder.js'
import { lookAtCandidates } from './look-at-candidates.js'
import { pixelDifference } from './pixels.js'
import { sampleFrames, startTask } from './sample-frames.js'

export interface CalibrateOptions {
  decoder: FrameDecoder
  /** For τ. */
  embedder?: FrameEmbedder
  embedFrame?: EmbedFrame
  candidateIntervalSeconds?: number
  signal?: AbortSignal
  onProgress?: (progress: CalibrateProgress) => void
}

export interface CalibrateProgress {
  stage: 'differences' | 'similarities'
  /** Videos. */
  done: number
  total: number
  name: string
}

/** Above every cosine: at this τ nothing is merged, and every neighbour is compared. */
const MERGE_NOTHING = 1

export async function calibrateThresholds(paths: readonly string[], options: CalibrateOptions): Promise<Calibration> {
  const curves: (DifferenceCurve & { path: string })[] = []
  const failures: Calibration['failures'] = []
  for (const [k, path] of paths.entries()) {
    const name = basename(path)
    try {
      curves.push({ path, name, ...(await readCurve(path, options)) })
    } catch (error) {
      failures.push(toFailure(name, error))
    }
    options.onProgress?.({ stage: 'differences', done: k + 1, total: paths.length, name })
  }
  const first = calibrate(curves, { failures })
  const threshold = first.threshold?.suggested
  if (threshold === undefined || (options.embedder === undefined && options.embedFrame === undefined)) return first
  const similarities: number[] = []
  for (const [k, { path, name }] of curves.entries()) {
    try {
      similarities.push(...(await readSimilarities(path, threshold, options)))
    } catch (error) {
      failures.push(toFailure(name, error))
    }
    options.onProgress?.({ stage: 'similarities', done: k + 1, total: curves.length, name })
  }
  return calibrate(curves, { similarities, failures })
}

async function readCurve(path: string, options: CalibrateOptions): Promise<Omit<DifferenceCurve, 'name'>> {
  const { decoder, candidateIntervalSeconds, signal } = options
  const task = await startTask(path, { decoder, signal, settings: { candidateIntervalSeconds } })
  const { planes } = await lookAtCandidates(task)
  const differences = planes.slice(1).map((plane, k) => pixelDifference(planes[k] as Uint8Array, plane) / plane.length)
  return { durationSeconds: task.info.durationSeconds, differences }
}

async function readSimilarities(path: string, differenceThreshold: number, options: CalibrateOptions) {
  const { candidateIntervalSeconds, ...given } = options
  const sample = await sampleFrames(path, {
    ...given,
    onProgress: undefined,
    kind: 'documentary',
    settings: { differenceThreshold, candidateIntervalSeconds, similarityThreshold: MERGE_NOTHING },
  })
  return (sample.trace.similarities ?? []).map(({ similarity }) => similarity)
}

/** What is wrong with a video; what is wrong with the caller is thrown on. */
function toFailure(name: string, error: unknown): Calibration['failures'][number] {
  if (!(error instanceof SamplerError) || error.code === 'aborted') throw error
  return { name, reason: error.message }
}
