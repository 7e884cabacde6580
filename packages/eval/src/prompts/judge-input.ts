/** What a judge's prompt is made of. `judge-response.ts` decides which parts a metric may see. */
import * as z from 'zod'

const Frame = z.object({
  mediaType: z.enum(['image/jpeg', 'image/png', 'image/webp']),
  data: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  sha256: z.string(),
  detail: z.enum(['low', 'high', 'auto']).optional(),
})

export const HistoryTurn = z.object({ role: z.enum(['user', 'assistant']), text: z.string() })
export type HistoryTurn = z.infer<typeof HistoryTurn>

export const JudgeInput = z.object({
  question: z.string(),
  response: z.string().min(1),
  video: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('frames'), frames: z.array(Frame).min(1) }),
    z.object({
      kind: z.literal('caption'),
      summary: z.string().optional(),
      descriptions: z.array(z.string()).optional(),
    }),
    z.object({ kind: z.literal('none') }),
  ]),
  roleInstruction: z.string().optional(),
  styleSamples: z.array(z.string()).optional(),
  history: z.array(HistoryTurn).optional(),
  reference: z.string().optional(),
})
export type JudgeInput = z.infer<typeof JudgeInput>
