/**
 * §4.1, adaptive temporal sampling: the kind of a video decides how its frames are chosen for the role profile.
 *
 * Live: every frame. Vlog: one per 5 s. Documentary: the most changing frame of each group of candidates, near
 * duplicates merged. Never more than 128. Where the paper is silent we follow D1–D8 (docs/paper.md). Other strategies,
 * and what may be asked for on top, are in ./strategies.
 */
import type { VideoKind } from './classify-video.js'
import { classifyVideo } from './classify-video.js'
import type { EmbedFrame, ExtractOptions, Frame, FrameDecoder } from './decoder.js'
import type { FrameEmbedder, UnavailableEmbedder } from './frame-embedder.js'
import type { FrameReason, FrameSample, ResolvedSettings, SampledFrame } from './frame-sample.js'
import { sampleDocumentary } from './sample-documentary.js'
import { emptyTrace, toSample } from './sample-result.js'
import type { CallerSettings } from './settings.js'
import { resolveSettings } from './settings.js'
import { continuousVlogCount } from './strategies/continuity.js'
import { isRefined, refineSample } from './strategies/refine-sample.js'
import { sampleBySelection } from './strategies/sample-by-selection.js'
import type { EmbedText, VideoFeatures } from './strategies/video-features.js'
import { thinEvenly, vlogTimestamps } from './timestamps.js'
import type { VideoInfo } from './video-info.js'

export interface SampleOptions {
  decoder: FrameDecoder
  /** From `probe`; read anew where absent. */
  info?: VideoInfo
  /** Overrides the kind that the length gives (R01). */
  kind?: VideoKind
  settings?: CallerSettings
  /**
   * CLIP features for step 3 and the strategies that compare pictures, from `openClip` or your own; or why there is
   * none: the sample then says `merge: 'skipped: embedder unavailable'`. Without it, `'skipped: no embedder'`.
   */
  embedder?: FrameEmbedder | UnavailableEmbedder
  /** Features of frames alone, where there is no more than a function. */
  embedFrame?: EmbedFrame
  /** For the strategy `question`: features of a text, comparable with those of the frames. */
  embedText?: EmbedText
  /** For `diverse` and `question`: what `embedVideo` gave for this video. Computed anew where absent. */
  features?: VideoFeatures
  maxWidth?: number
  quality?: number
  signal?: AbortSignal
  onProgress?: (progress: SampleProgress) => void
  /**
   * Given each frame while the rest is decoded, where nothing that is seen later can change the choice; not called where
   * it can. The decoder waits until it returns. See `streamSample`.
   */
  onFrame?: (frame: SampledFrame) => Promise<void>
}

export interface SampleProgress {
  stage: 'candidates' | 'frames' | 'features'
  done: number
  total: number
}

/** What each strategy works with. */
export interface SampleTask extends SampleOptions {
  path: string
  info: VideoInfo
  kind: VideoKind
  resolved: ResolvedSettings
}

export async function sampleFrames(path: string, options: SampleOptions): Promise<FrameSample> {
  const task = await startTask(path, options)
  return refineSample(task, await chooseFrames(task))
}

async function chooseFrames(task: SampleTask): Promise<FrameSample> {
  if (task.kind === 'live') return sampleLive(task)
  if (task.resolved.strategy !== 'paper') return sampleBySelection(task)
  return task.kind === 'vlog' ? sampleVlog(task) : sampleDocumentary(task)
}

export async function startTask(path: string, options: SampleOptions): Promise<SampleTask> {
  options.signal?.throwIfAborted()
  const info = options.info ?? (await options.decoder.probe(path, { signal: options.signal }))
  return {
    ...options,
    ...embeddingOf(options),
    path,
    info,
    kind: options.kind ?? classifyVideo(info.durationSeconds),
    resolved: resolveSettings(options.settings),
  }
}

function embeddingOf({ embedder, embedFrame, embedText }: SampleOptions): Pick<SampleTask, 'embedFrame' | 'embedText'> {
  if (embedder === undefined || !('info' in embedder)) return { embedFrame, embedText }
  return {
    embedFrame: (frame, given) => embedder.embedFrame(frame, given),
    embedText: (text) => embedder.embedText(text),
  }
}

async function sampleLive(task: SampleTask): Promise<FrameSample> {
  const { maxFrames } = task.resolved
  const reasonAmong = (shown: number) => {
    const total = Math.min(shown, maxFrames)
    const cappedFrom = shown > maxFrames ? shown : undefined
    const thinned = cappedFrom === undefined ? '' : `, thinned evenly from ${shown} to ${total}`
    return ({ index, timestampSeconds }: Frame): FrameReason => ({
      strategy: 'live',
      timestampSeconds,
      cappedFrom,
      rule: 'every-frame',
      text: `A live keeps every frame${thinned}: this is ${index + 1} of ${total}.`,
    })
  }
  const options = { ...extractOptions(task, reasonAmong(task.info.frameCount)), maxFrames }
  const extracted = await task.decoder.extractAllFrames(task.path, options)
  const shown = extracted.shownFrames ?? task.info.frameCount
  return toSample(task, 'live', extracted, {
    trace: emptyTrace('live', task.info.durationSeconds),
    cappedFrom: shown > maxFrames ? shown : undefined,
    reasons: extracted.frames.map(reasonAmong(shown)),
  })
}

async function sampleVlog(task: SampleTask): Promise<FrameSample> {
  const { maxFrames, vlogIntervalSeconds: interval, vlogPhase: phase, continuity } = task.resolved
  if (continuity === true) return sampleContinuousVlog(task)
  const all = vlogTimestamps(task.info.durationSeconds, { intervalSeconds: interval, phase })
  const asked = thinEvenly(all.length, maxFrames).map((k) => all[k] as number)
  const cappedFrom = all.length > maxFrames ? all.length : undefined
  const reasonAt = ({ timestampSeconds }: Frame, askedSeconds: number | undefined): FrameReason => ({
    strategy: 'vlog',
    timestampSeconds,
    askedSeconds,
    cappedFrom,
    rule: 'interval',
    text:
      `One frame every ${interval} s: shown at ${(askedSeconds ?? timestampSeconds).toFixed(1)} s` +
      (cappedFrom === undefined ? '.' : `; ${cappedFrom} such frames were thinned evenly to ${asked.length}.`),
  })
  const options = extractOptions(task, (frame) => reasonAt(frame, firstAskedFrom(asked, frame)))
  const extracted = await task.decoder.extractFrames(task.path, asked, options)
  const askedFor = firstAskedPerFrame(asked, extracted.positions)
  return toSample(task, 'vlog', extracted, {
    trace: emptyTrace('vlog', task.info.durationSeconds),
    cappedFrom,
    reasons: extracted.frames.map((frame) => reasonAt(frame, askedFor.get(frame.index))),
  })
}

/** As the paper's, but never through fewer frames than a shorter video (strategies/continuity.ts). */
async function sampleContinuousVlog(task: SampleTask): Promise<FrameSample> {
  const { maxFrames: cap, vlogIntervalSeconds: intervalSeconds, vlogPhase: phase } = task.resolved
  const { durationSeconds, fps } = task.info
  const count = continuousVlogCount(durationSeconds, { fps, intervalSeconds, cap })
  const asked = vlogTimestamps(durationSeconds, { intervalSeconds: durationSeconds / count, phase }).slice(0, count)
  const extracted = await task.decoder.extractFrames(task.path, asked, extractOptions(task))
  const askedFor = firstAskedPerFrame(asked, extracted.positions)
  return toSample(task, 'vlog', extracted, {
    trace: emptyTrace('vlog', durationSeconds),
    reasons: extracted.frames.map((frame) => ({
      strategy: 'vlog',
      timestampSeconds: frame.timestampSeconds,
      askedSeconds: askedFor.get(frame.index),
      rule: 'evenly-spread',
      text: `Frame ${frame.index + 1} of ${extracted.frames.length} spread evenly: no fewer than a live of this frame rate has.`,
    })),
  })
}

/** `reasonOf`, where a frame alone tells why it was chosen: it then need not wait for the others. */
export function extractOptions(task: SampleTask, reasonOf?: (frame: Frame) => FrameReason): ExtractOptions {
  const { onFrame } = task
  const isFinal = onFrame !== undefined && reasonOf !== undefined && !isRefined(task)
  return {
    info: task.info,
    signal: task.signal,
    maxWidth: task.maxWidth,
    quality: task.quality,
    onProgress: ({ got, wanted }) => task.onProgress?.({ stage: 'frames', done: got, total: wanted }),
    ...(isFinal ? { onFrame: (frame: Frame) => onFrame({ ...frame, reason: reasonOf(frame) }) } : {}),
  }
}

/** The first of the asked instants that this frame is shown at, before its neighbours are known. */
export function firstAskedFrom(asked: readonly number[], { timestampSeconds }: Frame): number | undefined {
  return asked.find((t) => t >= timestampSeconds)
}

/** For each frame, the first of the asked instants that it is shown at. */
export function firstAskedPerFrame(
  asked: readonly number[],
  positions: readonly (number | undefined)[],
): Map<number, number> {
  const first = new Map<number, number>()
  positions.forEach((position, k) => {
    const t = asked[k]
    if (position !== undefined && t !== undefined && !first.has(position)) first.set(position, t)
  })
  return first
}
