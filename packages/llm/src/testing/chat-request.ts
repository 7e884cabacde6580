/**
 * The part of the chat completions request that this house uses, as a strict schema: a field the API does not
 * know, a content part of another kind, or a temperature of 9 is a bug of ours and answered with 422.
 * Public mock servers let such requests pass, which is why the checker itself is tested with bad ones.
 */
import * as z from 'zod'

const TextPart = z.strictObject({ type: z.literal('text'), text: z.string() })

const ImagePart = z.strictObject({
  type: z.literal('image_url'),
  image_url: z.strictObject({
    /** Never a URL: the server would fetch it. */
    url: z.string().regex(/^data:image\/(?:jpeg|png|webp);base64,[A-Za-z0-9+/]+=*$/),
    detail: z.enum(['auto', 'low', 'high']).optional(),
    /** LMDeploy's own. */
    max_dynamic_patch: z.int().positive().optional(),
  }),
  /** vLLM's own. */
  uuid: z.string().min(1).optional(),
})

const Message = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('system'), content: z.string() }),
  z.strictObject({
    role: z.literal('user'),
    content: z.union([z.string(), z.array(z.discriminatedUnion('type', [TextPart, ImagePart])).min(1)]),
  }),
  z.strictObject({ role: z.literal('assistant'), content: z.string() }),
])

const ResponseFormat = z.strictObject({
  type: z.literal('json_schema'),
  json_schema: z.strictObject({
    name: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
    schema: z.record(z.string(), z.unknown()),
    strict: z.boolean().optional(),
  }),
})

export const ChatCompletionRequest = z
  .strictObject({
    model: z.string().min(1),
    messages: z.array(Message).min(1),
    temperature: z.number().min(0).max(2).optional(),
    top_p: z.number().min(0).max(1).optional(),
    max_tokens: z.int().positive().optional(),
    max_completion_tokens: z.int().positive().optional(),
    seed: z.int().optional(),
    stop: z.array(z.string()).min(1).max(4).optional(),
    reasoning_effort: z.enum(['minimal', 'low', 'medium', 'high']).optional(),
    response_format: ResponseFormat.optional(),
    stream: z.boolean().optional(),
    stream_options: z.strictObject({ include_usage: z.boolean() }).optional(),
  })
  .refine((body) => body.stream_options === undefined || body.stream === true, 'stream_options without stream')
  .refine((body) => body.max_tokens === undefined || body.max_completion_tokens === undefined, 'two token limits')
export type ChatCompletionRequest = z.infer<typeof ChatCompletionRequest>
