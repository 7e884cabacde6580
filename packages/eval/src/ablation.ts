/**
 * Table 3 as settings: what the model was trained on, and what it is given at inference. "Without summary" in the
 * paper means the full descriptions instead, not nothing (R52), so there is a third value for nothing. The text also
 * describes a model trained on one random frame for which the table has no row (D10): the setting exists, numbers do not.
 */
import * as z from 'zod'
import { publishedTable3 } from './paper.js'
import type { PublishedRow } from './published-row.js'

export const TrainInput = z.enum(['video', 'text', 'randomFrame', 'none'])
export type TrainInput = z.infer<typeof TrainInput>

export const RoleContext = z.enum(['summary', 'fullDescriptions', 'none'])
export type RoleContext = z.infer<typeof RoleContext>

export const Ablation = z.object({ trainInput: TrainInput, context: RoleContext })
export type Ablation = z.infer<typeof Ablation>

/** Every combination of the two axes, the paper's own setting first. */
export const ablationMatrix: readonly Ablation[] = TrainInput.options.flatMap((trainInput) =>
  RoleContext.options.map((context) => ({ trainInput, context })),
)

const printed: Record<string, Ablation> = {
  '8B w/ Video SFT': { trainInput: 'video', context: 'summary' },
  '8B w/ Text SFT': { trainInput: 'text', context: 'summary' },
  '8B w/o SFT': { trainInput: 'none', context: 'summary' },
  '8B w/o Summary Context': { trainInput: 'video', context: 'fullDescriptions' },
}

/** The paper's row for a combination; most have none. */
export function publishedAblation({ trainInput, context }: Ablation): PublishedRow | undefined {
  return publishedTable3.find(({ model }) => {
    const setting = printed[model]
    return setting?.trainInput === trainInput && setting.context === context
  })
}
