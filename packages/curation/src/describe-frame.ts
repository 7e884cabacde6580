/** §3.2: one detailed description of one segment's frame. A job engine calls this once per frame and stores a row each. */
import type { ChatMessage, ChatModel } from '@video2roleplay/llm'
import type { CaptionFrame, CaptionSettings, FrameDescription, VideoKind } from './caption.js'
import { CurationError } from './errors.js'
import { describeFramePrompt } from './prompts/describe-frame.v1.js'
import { describeFrameWithEvidencePrompt } from './prompts/describe-frame.v2.js'
import { speechAround, type SpeechLine } from './speech.js'
import { askUntilWhole, bestAttempt, tokenLadder } from './truncation-ladder.js'
import { isUnterminated } from './unterminated.js'

export interface DescribeFrameInput {
  frame: CaptionFrame
  /** Position among the caption's frames, from 0. */
  index: number
  count: number
  kind: VideoKind
  durationSeconds: number
  settings?: CaptionSettings
  /** What is said in the video, as optional evidence. */
  speech?: readonly SpeechLine[]
}

/** @throws LlmError where the endpoint failed; CurationError for an annotator without vision. */
export async function describeFrame(
  input: DescribeFrameInput,
  annotator: ChatModel,
  options: { signal?: AbortSignal } = {},
): Promise<FrameDescription> {
  const { frame, index, kind, settings = {} } = input
  if (!annotator.capabilities.images) {
    throw new CurationError('model-without-vision', `${annotator.model} takes no images, so it cannot describe frames.`)
  }
  const { promptId, messages } = frameQuestion(input)
  const attempts = await askUntilWhole(
    annotator,
    {
      messages,
      parameters: parametersOf(settings),
      purpose: 'curation/describe-frame',
      promptId,
      signal: options.signal,
    },
    tokenLadder(kind, settings),
    (reply) => reply.finishReason !== null || !isUnterminated(reply.text),
  )
  const best = bestAttempt(attempts)
  return {
    index,
    timestampSeconds: frame.timestampSeconds,
    text: best.text,
    outcome: best.outcome,
    reason: best.reason,
    attempts,
    callIds: attempts.flatMap((attempt) => attempt.callId ?? []),
    promptId,
    isRehearsal: attempts.some((attempt) => attempt.isRehearsal),
  }
}

/** Which version a caption's frames are asked with. */
export function describePromptId(settings: CaptionSettings, hasSpeech: boolean): string {
  return settings.onScreenText === true || hasSpeech ? describeFrameWithEvidencePrompt.id : describeFramePrompt.id
}

function frameQuestion(input: DescribeFrameInput): { promptId: string; messages: ChatMessage[] } {
  const { frame, index, count, kind, durationSeconds, settings = {}, speech = [] } = input
  const moment = {
    number: index + 1,
    count,
    timestampSeconds: frame.timestampSeconds,
    durationSeconds,
    kind,
    language: settings.language ?? ('en' as const),
    image: { data: frame.jpeg, sha256: frame.sha256 },
  }
  const promptId = describePromptId(settings, speech.length > 0)
  return {
    promptId,
    messages:
      promptId === describeFramePrompt.id
        ? describeFramePrompt.render(moment)
        : describeFrameWithEvidencePrompt.render({
            ...moment,
            speech: speechAround(speech, moment),
            asksOnScreenText: settings.onScreenText ?? false,
          }),
  }
}

/** The row of a frame that was given up on, so that the summary can be made without it and says so. */
export function undescribedFrame(
  frame: { timestampSeconds: number },
  index: number,
  outcome: 'error' | 'skipped',
  reason: string,
): FrameDescription {
  return {
    index,
    timestampSeconds: frame.timestampSeconds,
    text: '',
    outcome,
    reason,
    attempts: [],
    callIds: [],
    promptId: describeFramePrompt.id,
    isRehearsal: false,
  }
}

/** The sampling parameters a captioning call shares; the token limit comes from the ladder. */
export function parametersOf(settings: CaptionSettings): { temperature?: number; seed?: number } {
  return {
    ...(settings.temperature !== undefined && { temperature: settings.temperature }),
    ...(settings.seed !== undefined && { seed: settings.seed }),
  }
}
