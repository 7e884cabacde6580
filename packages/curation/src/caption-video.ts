/**
 * §3.2, staged captioning: describe each segment's frame, then summarise the descriptions in video order.
 * Decodes nothing: frames come in as JPEGs. Stores nothing: `loadDescription` and `saveDescription` let a caller
 * resume after a crash without paying again.
 */
import type { ChatModel } from '@video2roleplay/llm'
import type { Caption, CaptionFrame, CaptionPurpose, CaptionSettings, FrameDescription, VideoKind } from './caption.js'
import { mapConcurrently } from './concurrency.js'
import { describeFrame, describePromptId } from './describe-frame.js'
import { CurationError } from './errors.js'
import type { SpeechLine } from './speech.js'
import { summariseVideo } from './summarise-video.js'

export interface CaptionVideoInput {
  frames: CaptionFrame[]
  kind: VideoKind
  durationSeconds: number
  purpose: CaptionPurpose
  settings?: CaptionSettings
  /** What is said in the video, as optional evidence. */
  speech?: readonly SpeechLine[]
}

export interface CaptionVideoOptions {
  signal?: AbortSignal
  /** Descriptions in flight at once. */
  concurrency?: number
  onProgress?: (progress: { stage: 'describe' | 'summarise'; done: number; total: number }) => void
  /** A description made earlier; undefined where there is none. */
  loadDescription?: (index: number) => Promise<FrameDescription | undefined>
  saveDescription?: (description: FrameDescription) => Promise<void>
}

/** @throws LlmError, CurationError */
export async function captionVideo(
  input: CaptionVideoInput,
  annotator: ChatModel,
  options: CaptionVideoOptions = {},
): Promise<Caption> {
  const { frames, kind, durationSeconds, purpose, settings, speech } = input
  const { signal, concurrency = 4, onProgress, loadDescription, saveDescription } = options
  if (frames.length === 0) throw new CurationError('no-frames', 'There is no frame to describe.')

  let done = 0
  const frameDescriptions = await mapConcurrently(frames, concurrency, async (frame, index) => {
    signal?.throwIfAborted()
    let description = await loadDescription?.(index)
    if (!description) {
      description = await describeFrame(
        { frame, index, count: frames.length, kind, durationSeconds, settings, speech },
        annotator,
        { signal },
      )
      await saveDescription?.(description)
    }
    onProgress?.({ stage: 'describe', done: ++done, total: frames.length })
    return description
  })
  const summary = await summariseVideo(
    { descriptions: frameDescriptions, kind, durationSeconds, settings, speech },
    annotator,
    { signal },
  )
  onProgress?.({ stage: 'summarise', done: 1, total: 1 })

  return {
    kind,
    purpose,
    frameDescriptions,
    reasoning: summary.reasoning,
    summary: summary.summary,
    outcome: summary.outcome,
    reason: summary.reason,
    summaryAttempts: summary.attempts,
    promptIds: {
      describeFrame: describePromptId(settings ?? {}, (speech ?? []).length > 0),
      summariseVideo: summary.promptId,
    },
    maxTokens: summary.maxTokens,
    isRehearsal: summary.isRehearsal || frameDescriptions.some((one) => one.isRehearsal),
  }
}
