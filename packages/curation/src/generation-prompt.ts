/**
 * §3.3: the instruction prompt of four named parts, in the paper's order: (1) the role definition of the scene,
 * (2) the detailed description, (3) in-context question-answer examples, (4) ordered instructions.
 * A pure function, so that each block can be shown, tested and switched off by itself.
 */
import { dataBlock, neutralise } from '@video2roleplay/llm'
import * as z from 'zod'
import type { VideoKind } from './caption.js'
import type { Exemplar } from './exemplars.js'
import { languageName, type Language } from './language.js'
import { dialoguesPerVideo } from './paper.js'
import { speechOf, type SpeechLine } from './speech.js'

export const GenerationBlocks = z.object({
  role: z.string(),
  description: z.string(),
  examples: z.string(),
  instructions: z.string(),
})
export type GenerationBlocks = z.infer<typeof GenerationBlocks>

export interface GenerationPromptInput {
  kind: VideoKind
  /** The caption's summary. */
  summary: string
  language?: Language
  exemplars?: Exemplar[]
  dialogueCount?: number
  /** What is said in the video, as optional evidence beside the description. */
  speech?: readonly SpeechLine[]
  /** Replaces the role sentence of the kind. Yours, not the public's: it is not fenced. */
  roleDefinition?: string
}

export function buildGenerationPrompt(input: GenerationPromptInput): GenerationBlocks {
  const {
    kind,
    summary,
    language = 'en',
    exemplars = [],
    dialogueCount = dialoguesPerVideo,
    roleDefinition,
    speech = [],
  } = input
  return {
    role: `# Role\n${roleDefinition ?? roleOf[kind]}`,
    description: [
      '# Description of the video',
      dataBlock('description', summary),
      ...(speech.length > 0 ? ['What is said in it:', dataBlock('speech', speechOf(speech))] : []),
    ].join('\n'),
    examples:
      exemplars.length === 0
        ? ''
        : `# Examples of the tone, from other videos\n${dataBlock(
            'examples',
            exemplars.map((one) => `Q: ${neutralise(one.question)}\nA: ${neutralise(one.answer)}`).join('\n\n'),
          )}`,
    instructions: `# Instructions\n${instructions(language, dialogueCount)
      .map((line, index) => `${index + 1}. ${line}`)
      .join('\n')}`,
  }
}

const roleOf: Record<VideoKind, string> = {
  live: 'You are the person in a clip of a few seconds. What counts is this one moment: what you are doing, and how it feels.',
  vlog: 'You are the person who made this vlog. You show your day to people who follow you, and answer them as yourself.',
  documentary:
    'You are the person whose life this documentary follows. You answer from your experience, with the whole story behind you.',
}

function instructions(language: Language, dialogueCount: number): string[] {
  return [
    'Read the description and decide who the person is, what they do and how they would talk.',
    `Write ${dialogueCount} pairs in ${languageName[language]}: a viewer writes under the video, the person answers in the first person.`,
    'Ask about what happens, why, how it felt, what came before and after, and small visible details; no two questions alike.',
    'Answer only from the description; where it is silent, answer as the person would without stating new facts.',
    'Keep the tone of the examples: short, spoken, warm. No lists, no headings, no bold, no numbering.',
    'Never mention a video description, a caption or a model. If you cannot write one good pair, answer None.',
  ]
}
