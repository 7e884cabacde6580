/**
 * A.2, third bad case: an answer cut off by its token limit is asked for again with a higher one, and only
 * such an answer. The limit doubles up to a ceiling; every attempt is kept.
 *
 * Errors of the endpoint pass through to the caller, whose job queue knows how to retry. Three of them say that
 * this very request can never work, so they become an outcome and the rest of the video goes on.
 */
import { LlmError, type ChatModel, type ChatReply, type ChatRequest } from '@video2roleplay/llm'
import type { CaptionAttempt, CaptionSettings, VideoKind } from './caption.js'
import { captionCeilingTokens, captionMaxAttempts, captionMaxTokens } from './paper.js'

/** The limits to try, in order: [1024, 2048, 4096] for a live, [4096, 8192] for a documentary. */
export function tokenLadder(kind: VideoKind, settings: CaptionSettings = {}): number[] {
  const ceiling = settings.ceilingTokens ?? captionCeilingTokens
  const first = Math.min(settings.maxTokens ?? captionMaxTokens[kind], ceiling)
  const rungs = [first]
  while (rungs.length < (settings.maxAttempts ?? captionMaxAttempts) && rungs.at(-1)! < ceiling) {
    rungs.push(Math.min(rungs.at(-1)! * 2, ceiling))
  }
  return rungs
}

/** Climbs until an answer is whole. @throws LlmError */
export async function askUntilWhole(
  model: ChatModel,
  request: ChatRequest,
  rungs: number[],
  isWhole: (reply: ChatReply) => boolean = () => true,
): Promise<CaptionAttempt[]> {
  const attempts: CaptionAttempt[] = []
  for (const maxTokens of rungs) {
    const attempt = await askOnce(
      model,
      { ...request, parameters: { ...request.parameters, maxTokens } },
      maxTokens,
      isWhole,
    )
    attempts.push(attempt)
    if (attempt.outcome !== 'truncated') break
  }
  return attempts
}

/** The attempt to use: the last, unless it brought nothing and an earlier, cut one brought something. */
export function bestAttempt(attempts: CaptionAttempt[]): CaptionAttempt {
  const last = attempts.at(-1)!
  if (last.outcome === 'success') return last
  const cut = attempts.filter((attempt) => attempt.outcome === 'truncated' && attempt.text.trim() !== '')
  return cut.at(-1) ?? last
}

async function askOnce(
  model: ChatModel,
  request: ChatRequest,
  maxTokens: number,
  isWhole: (reply: ChatReply) => boolean,
): Promise<CaptionAttempt> {
  try {
    const reply = await model.complete(request)
    return {
      maxTokens,
      ...judge(reply, maxTokens, isWhole),
      text: reply.outcome === 'refused' || reply.outcome === 'filtered' ? '' : reply.text.trim(),
      finishReason: reply.finishReason,
      callId: reply.callId ?? null,
      reportedModel: reply.reportedModel,
      isRehearsal: reply.isRehearsal,
    }
  } catch (error) {
    if (!(error instanceof LlmError) || !hopeless.has(error.code)) throw error
    return {
      maxTokens,
      outcome: 'error',
      text: '',
      reason: `${error.code}: ${error.message}`,
      finishReason: null,
      callId: null,
      reportedModel: null,
      isRehearsal: model.isRehearsal,
    }
  }
}

const hopeless = new Set<LlmError['code']>(['context-overflow', 'bad-request', 'answer-too-large'])

function judge(
  reply: ChatReply,
  maxTokens: number,
  isWhole: (reply: ChatReply) => boolean,
): Pick<CaptionAttempt, 'outcome' | 'reason'> {
  switch (reply.outcome) {
    case 'truncated':
      return { outcome: 'truncated', reason: `cut at ${maxTokens} tokens` }
    case 'refused':
      return { outcome: 'blocked', reason: `refused: ${reply.text.trim().slice(0, 200)}` }
    case 'filtered':
      return { outcome: 'blocked', reason: 'content filter' }
    case 'empty':
      return { outcome: 'error', reason: 'empty answer' }
    case 'answered':
      // Some servers say `stop`, or nothing, at the limit. One that goes past it did not obey it, and ended by itself.
      if (reply.usage.outputTokens === maxTokens)
        return { outcome: 'truncated', reason: `used all ${maxTokens} tokens` }
      if (!isWhole(reply)) return { outcome: 'truncated', reason: 'the text does not end' }
      return { outcome: 'success', reason: null }
  }
}
