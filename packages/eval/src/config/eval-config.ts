/**
 * `eval.yaml`: an evaluation as a file that lies beside the code it tests. Unknown keys are errors, because a slip of
 * the pen that is passed over measures something else than was meant.
 */
import * as z from 'zod'
import { MetricSetId } from '../metrics.js'
import { paperRounds } from '../paper.js'

const Name = z.string().trim().min(1).max(200)

const ModelEntry = z.strictObject({
  /** As the model is called on the leaderboard. */
  id: Name.describe('The name of a registered model, or of one that is registered by this file'),
  model: Name.optional().describe('The name that goes over the wire; registers the model where it is not known yet'),
  context: z
    .strictObject({
      frames: z
        .enum(['video', 'randomFrame', 'text'])
        .optional()
        .describe('What the responder sees of the video (R51): all frames of the sample, one at random, or none'),
      text: z.enum(['summary', 'fullDescriptions', 'none']).optional().describe('What it reads of the video (R52)'),
      timestamps: z.boolean().optional().describe('Write the time of each frame into its label; not in the paper'),
    })
    .optional(),
  temperature: z.number().min(0).max(2).optional(),
  max_tokens: z.int().min(1).max(32_768).optional(),
})

const JudgeEntry = z.strictObject({
  id: Name.describe('The name of a registered model'),
  model: Name.optional().describe('The name that goes over the wire, a dated snapshot best'),
})

const GateEntry = z
  .union([
    z.strictObject({ metric: Name, min: z.number() }).describe('Fails below min'),
    z.strictObject({ metric: Name, max: z.number() }).describe('Fails above max'),
    z.strictObject({
      regression: z.strictObject({ against: Name, alpha: z.number().gt(0).lt(1).default(0.05) }),
    }),
  ])
  .describe('A gate that is missed ends in exit code 100')

export const EvalConfig = z.strictObject({
  version: z.literal(1),
  name: Name.optional().describe('The name of the runs'),
  dataset: z.strictObject({ ref: Name.describe('A question set: its name, or name@version') }),
  models: z.array(ModelEntry).min(1).max(50),
  judges: z.array(JudgeEntry).min(1).max(10).optional().describe('Default: the judges of the settings'),
  metrics: z
    .strictObject({ set: MetricSetId.describe('main7: Table 2; ablation8: with video-text relevance, Table 3') })
    .optional(),
  run: z.strictObject({ rounds: z.int().min(1).max(10).default(paperRounds) }).optional(),
  gates: z.array(GateEntry).max(50).optional(),
  outputs: z
    .array(z.string().regex(/\.(json|xml|md|tex|csv)$/, 'must end in .json, .xml (JUnit), .md, .tex or .csv'))
    .optional()
    .describe('Files to write when the runs have ended'),
})
export type EvalConfig = z.infer<typeof EvalConfig>

/** For editors: completion and checks while the file is written. */
export function evalConfigJsonSchema(): Record<string, unknown> {
  return { title: 'Video2Roleplay eval.yaml', ...z.toJSONSchema(EvalConfig, { io: 'input' }) }
}

/** A gate as the command line spells it. */
export function gateText(gate: NonNullable<EvalConfig['gates']>[number]): string {
  if ('regression' in gate) return `regression:${gate.regression.against}`
  return 'min' in gate ? `${gate.metric}<${gate.min}` : `${gate.metric}>${gate.max}`
}
