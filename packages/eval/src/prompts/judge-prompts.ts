/** The rubric in force for each metric. */
import type { Prompt } from '@video2roleplay/llm'
import type * as z from 'zod'
import type { MetricId } from '../metrics.js'
import { judgeCharacterConsistency } from './judge-character-consistency.v1.js'
import { judgeKnowledgeHallucination } from './judge-knowledge-hallucination.v1.js'
import { judgeInstructionAdherence } from './judge-instruction-adherence.v1.js'
import { judgeUtteranceFluency } from './judge-utterance-fluency.v1.js'
import { judgeHumanLikeness } from './judge-human-likeness.v1.js'
import { judgeResponseAccuracy } from './judge-response-accuracy.v1.js'
import { judgeToneConsistency } from './judge-tone-consistency.v1.js'
import { judgeVideoTextRelevance } from './judge-video-text-relevance.v1.js'
import type { JudgeInput } from './judge-input.js'

export const judgePrompts: Readonly<Record<MetricId, Prompt<z.input<typeof JudgeInput>>>> = {
  character_consistency: judgeCharacterConsistency,
  knowledge_hallucination: judgeKnowledgeHallucination,
  instruction_adherence: judgeInstructionAdherence,
  utterance_fluency: judgeUtteranceFluency,
  human_likeness: judgeHumanLikeness,
  response_accuracy: judgeResponseAccuracy,
  tone_consistency: judgeToneConsistency,
  video_text_relevance: judgeVideoTextRelevance,
}
