/** How many judge calls a plan will make, known before the first one is paid. Repair calls come on top, at most one each. */
import * as z from 'zod'

export const JudgingSize = z.object({
  questions: z.number().int().nonnegative(),
  metrics: z.number().int().nonnegative(),
  judges: z.number().int().nonnegative(),
  rounds: z.number().int().nonnegative(),
  /** Responders; 1 for a single run. */
  models: z.number().int().nonnegative().optional(),
})
export type JudgingSize = z.infer<typeof JudgingSize>

export const CallEstimate = z.object({
  responderCalls: z.number().int(),
  judgeCalls: z.number().int(),
  /** If every judge had to be asked a second time. */
  mostJudgeCalls: z.number().int(),
})
export type CallEstimate = z.infer<typeof CallEstimate>

export function estimateCalls({ questions, metrics, judges, rounds, models = 1 }: JudgingSize): CallEstimate {
  const judgeCalls = questions * metrics * judges * rounds * models
  return { responderCalls: questions * models, judgeCalls, mostJudgeCalls: judgeCalls * 2 }
}
