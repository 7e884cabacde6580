/**
 * §3.3 and A.2: one teacher writes pairs from one caption. `None` is a normal result, `declined`; a refusal, a
 * filter or an empty answer is a value too. Temperature 1.0 as in A.2, where the model takes one.
 */
import type { ChatModel, ChatParameters } from '@video2roleplay/llm'
import { isNone } from './declined.js'
import { ownExemplars, retrieveExemplars, type Exemplar } from './exemplars.js'
import { buildGenerationPrompt, type GenerationPromptInput } from './generation-prompt.js'
import { exemplarsPerPrompt, generationMaxTokens, teacherTemperature } from './paper.js'
import { generateDialoguesPrompt } from './prompts/generate-dialogues.v1.js'

export interface GenerateDialoguesInput extends Omit<GenerationPromptInput, 'exemplars'> {
  /** Chooses the exemplars, and is sent to the teacher where it takes a seed. */
  seed?: number
  bank?: readonly Exemplar[]
  exemplarCount?: number
  /** Words that exemplars should share, best first. */
  tags?: string[]
  /** Identifies the video, so that different videos see different exemplars under one seed. */
  videoKey?: string
  /** 1 for the first asking; a higher one asks the same teacher again. */
  round?: number
  parameters?: ChatParameters
}

export type GenerationStatus = 'generated' | 'declined' | 'refused' | 'filtered' | 'empty'

export interface Generation {
  status: GenerationStatus
  /** The raw reply; for a refusal its own words. */
  reply: string
  /** True where the reply was cut; its whole pairs are still good. */
  isTruncated: boolean
  exemplarIds: string[]
  promptId: string
  teacher: string
  reportedModel: string | null
  effectiveParameters: Record<string, unknown>
  droppedParameters: string[]
  callId: string | null
  isRehearsal: boolean
}

/** @throws LlmError where the endpoint failed. */
export async function generateDialogues(
  input: GenerateDialoguesInput,
  teacher: ChatModel,
  options: { signal?: AbortSignal } = {},
): Promise<Generation> {
  const { seed = 0, bank = ownExemplars, exemplarCount = exemplarsPerPrompt, kind, language = 'en' } = input
  const exemplars = retrieveExemplars(bank, {
    language,
    kind,
    tags: input.tags,
    count: exemplarCount,
    seed: `${seed}:${input.videoKey ?? input.summary}`,
  })
  const reply = await teacher.complete({
    messages: generateDialoguesPrompt.render(buildGenerationPrompt({ ...input, exemplars })),
    parameters: { temperature: teacherTemperature, maxTokens: generationMaxTokens, ...input.parameters },
    purpose: 'curation/generate-dialogues',
    promptId: generateDialoguesPrompt.id,
    ...(input.round !== undefined && { round: input.round }),
    signal: options.signal,
  })
  return {
    status: statusOf(reply.outcome, reply.text),
    reply: reply.text,
    isTruncated: reply.outcome === 'truncated',
    exemplarIds: exemplars.map((one) => one.id),
    promptId: generateDialoguesPrompt.id,
    teacher: teacher.model,
    reportedModel: reply.reportedModel,
    effectiveParameters: reply.effectiveParameters,
    droppedParameters: reply.droppedParameters,
    callId: reply.callId ?? null,
    isRehearsal: reply.isRehearsal,
  }
}

function statusOf(
  outcome: 'answered' | 'truncated' | 'refused' | 'filtered' | 'empty',
  text: string,
): GenerationStatus {
  switch (outcome) {
    case 'answered':
    case 'truncated':
      if (text.trim() === '') return 'empty'
      return isNone(text) ? 'declined' : 'generated'
    case 'refused':
    case 'filtered':
    case 'empty':
      return outcome
  }
}
