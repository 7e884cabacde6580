/**
 * A chat completion request as OpenAI's clients send it. What a character cannot do is refused in words; fields that
 * change nothing here (`user`, `metadata`, `logit_bias` …) are let through unread, as OpenAI's own servers do.
 */
import * as z from 'zod'

const TextPart = z.object({ type: z.literal('text'), text: z.string() })
const OtherPart = z.object({ type: z.string() })

const Message = z.object({
  role: z.enum(['system', 'developer', 'user', 'assistant']),
  content: z.union([z.string(), z.array(z.union([TextPart, OtherPart]))]).nullable(),
})
export type WireMessage = z.infer<typeof Message>

export const CompletionRequest = z.object({
  model: z.string().min(1),
  messages: z.array(Message).min(1).max(10_000),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  max_tokens: z.int().min(1).max(32_768).nullish(),
  max_completion_tokens: z.int().min(1).max(32_768).nullish(),
  seed: z.int().nullish(),
  stop: z.union([z.string(), z.array(z.string()).max(4)]).nullish(),
  n: z.literal(1, 'must be 1: a character gives one answer at a time').nullish(),
  tools: z.array(z.unknown()).max(0, 'must be absent: a character has no tools').nullish(),
})
export type CompletionRequest = z.infer<typeof CompletionRequest>
