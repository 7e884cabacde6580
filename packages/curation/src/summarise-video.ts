/**
 * §3.2 and §4.3: the summary agent, the same for training captions and for role contexts (R38). It reads the
 * descriptions in video order, reasons, and summarises; frames without a description are left out, and said so.
 */
import type { ChatModel } from '@video2roleplay/llm'
import type { CaptionSettings, FrameDescription, VideoKind, VideoSummary } from './caption.js'
import { parametersOf } from './describe-frame.js'
import { summariseVideoPrompt } from './prompts/summarise-video.v1.js'
import { summariseWithSpeechPrompt } from './prompts/summarise-video.v2.js'
import { readSummary } from './read-summary.js'
import { speechOf, type SpeechLine } from './speech.js'
import { askUntilWhole, bestAttempt, tokenLadder } from './truncation-ladder.js'
import { isUnterminated } from './unterminated.js'

export interface SummariseVideoInput {
  descriptions: Pick<FrameDescription, 'index' | 'timestampSeconds' | 'text'>[]
  kind: VideoKind
  durationSeconds: number
  settings?: CaptionSettings
  /** What is said in the video, as optional evidence. */
  speech?: readonly SpeechLine[]
}

/** Which version a summary is asked with. */
export function summaryPromptId(hasSpeech: boolean): string {
  return hasSpeech ? summariseWithSpeechPrompt.id : summariseVideoPrompt.id
}

/** @throws LlmError where the endpoint failed. */
export async function summariseVideo(
  input: SummariseVideoInput,
  annotator: ChatModel,
  options: { signal?: AbortSignal } = {},
): Promise<VideoSummary> {
  const { kind, durationSeconds, settings = {}, speech = [] } = input
  const promptId = summaryPromptId(speech.length > 0)
  const rungs = tokenLadder(kind, settings)
  const told = input.descriptions.filter((one) => one.text.trim() !== '').toSorted((a, b) => a.index - b.index)
  if (told.length === 0) return unsummarised('no frame has a description', rungs[0]!, promptId)

  const material = {
    descriptions: told.map(({ timestampSeconds, text }) => ({ timestampSeconds, text })),
    durationSeconds,
    kind,
    language: settings.language ?? ('en' as const),
  }
  const attempts = await askUntilWhole(
    annotator,
    {
      messages:
        speech.length > 0
          ? summariseWithSpeechPrompt.render({ ...material, speech: speechOf(speech) })
          : summariseVideoPrompt.render({ ...material, useExample: settings.useExample ?? true }),
      parameters: parametersOf(settings),
      purpose: 'curation/summarise-video',
      promptId,
      signal: options.signal,
    },
    rungs,
    // A model that merely forgot `</summary>` is not asked again.
    (reply) => readSummary(reply.text).isWhole || (reply.finishReason === 'stop' && !isUnterminated(reply.text)),
  )
  const best = bestAttempt(attempts)
  const read = readSummary(best.text)
  const isMissing = best.outcome === 'success' && read.summary === ''
  return {
    reasoning: read.reasoning,
    summary: read.summary,
    outcome: isMissing ? 'error' : best.outcome,
    reason: isMissing ? 'the answer holds reasoning but no summary' : best.reason,
    attempts,
    callIds: attempts.flatMap((attempt) => attempt.callId ?? []),
    promptId,
    maxTokens: attempts.at(-1)!.maxTokens,
    usedDescriptions: told.map((one) => one.index),
    isRehearsal: attempts.some((attempt) => attempt.isRehearsal),
  }
}

function unsummarised(reason: string, maxTokens: number, promptId: string): VideoSummary {
  return {
    reasoning: '',
    summary: '',
    outcome: 'skipped',
    reason,
    attempts: [],
    callIds: [],
    promptId,
    maxTokens,
    usedDescriptions: [],
    isRehearsal: false,
  }
}
