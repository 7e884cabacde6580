/**
 * §5.2: the eight metrics, each with the paper's question, and the two sets in which the paper averages them.
 * All run from 0 to 100 and higher is better, also for hallucination (100: nothing invented).
 *
 * What each judge may see beside question and response is ours (the paper does not say); fluency and human
 * likeness are judged blind to the video on purpose, so that a good story cannot lift bad prose.
 */
import * as z from 'zod'

/** In the order of Table 2, with Table 3's eighth at the end. */
export const MetricId = z.enum([
  'character_consistency',
  'knowledge_hallucination',
  'instruction_adherence',
  'utterance_fluency',
  'human_likeness',
  'response_accuracy',
  'tone_consistency',
  'video_text_relevance',
])
export type MetricId = z.infer<typeof MetricId>

/** What may be shown: `frames` where the judge sees, else the caption; `caption` always as text; or nothing. */
export const VideoEvidence = z.enum(['frames', 'caption', 'none'])
export type VideoEvidence = z.infer<typeof VideoEvidence>

export const ContextPart = z.enum(['roleInstruction', 'styleSamples', 'history', 'reference'])
export type ContextPart = z.infer<typeof ContextPart>

export const Metric = z.object({
  id: MetricId,
  /** The column head of Table 2. */
  shortName: z.string(),
  name: z.string(),
  /** The paper's question, word for word. */
  question: z.string(),
  video: VideoEvidence,
  context: z.array(ContextPart),
})
export type Metric = z.infer<typeof Metric>

export const metrics: Readonly<Record<MetricId, Metric>> = {
  character_consistency: {
    id: 'character_consistency',
    shortName: 'Cons',
    name: 'Character Consistency',
    question:
      'Do the responses maintain character consistency throughout interactions, rather than exhibiting random behavioral changes?',
    video: 'caption',
    context: ['roleInstruction', 'history'],
  },
  knowledge_hallucination: {
    id: 'knowledge_hallucination',
    shortName: 'Hall',
    name: 'Knowledge Hallucination',
    question:
      'Do the responses prioritize factual grounding over fake assumptions when virtual knowledge conflicts with reality?',
    video: 'caption',
    context: ['reference'],
  },
  instruction_adherence: {
    id: 'instruction_adherence',
    shortName: 'Adh',
    name: 'Instruction Adherence',
    question: 'Do the responses adhere to instructions by strictly keeping in character without added explanation?',
    video: 'none',
    context: ['roleInstruction'],
  },
  utterance_fluency: {
    id: 'utterance_fluency',
    shortName: 'Flu',
    name: 'Utterance Fluency',
    question:
      'Do the responses maintain grammatical correctness and exhibit smooth readability in utterance expression?',
    video: 'none',
    context: [],
  },
  human_likeness: {
    id: 'human_likeness',
    shortName: 'Hum',
    name: 'Human Likeness',
    question: 'Do the responses convey a sense of human rather than presenting an AI style?',
    video: 'none',
    context: [],
  },
  response_accuracy: {
    id: 'response_accuracy',
    shortName: 'Acc',
    name: 'Response Accuracy',
    question:
      'Do the responses accurately address the question or appropriately engage in a conversation based on the context?',
    video: 'caption',
    context: ['history', 'reference'],
  },
  tone_consistency: {
    id: 'tone_consistency',
    shortName: 'Ton',
    name: 'Tone Consistency',
    question: 'Do the responses match the character’s typical tone patterns and catchphrases?',
    video: 'caption',
    context: ['roleInstruction', 'styleSamples'],
  },
  video_text_relevance: {
    id: 'video_text_relevance',
    shortName: 'Rel',
    name: 'Video-Text Relevance',
    question: 'Do the responses closely correlate with the content depicted in the video?',
    video: 'frames',
    context: [],
  },
}

export const MetricSetId = z.enum(['main7', 'ablation8'])
export type MetricSetId = z.infer<typeof MetricSetId>

export const MetricSet = z.object({
  id: MetricSetId,
  /** What an average over this set is called, everywhere it is shown. */
  averageLabel: z.string(),
  metrics: z.array(MetricId),
})
export type MetricSet = z.infer<typeof MetricSet>

/** Footnote 2: relevance is judged in the ablations only, as most baselines take no video. */
export const metricSets: Readonly<Record<MetricSetId, MetricSet>> = {
  main7: {
    id: 'main7',
    averageLabel: 'Avg₇',
    metrics: MetricId.options.filter((metric) => metric !== 'video_text_relevance'),
  },
  ablation8: { id: 'ablation8', averageLabel: 'Avg₈', metrics: [...MetricId.options] },
}
