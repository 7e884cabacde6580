/**
 * What each model accepts. The paper's own o3-mini judge takes neither a temperature nor an image (D12),
 * so a request is filtered by this table before it is sent, and what was left out is reported.
 */
import * as z from 'zod'

export const ModelCapabilities = z.object({
  temperature: z.boolean(),
  seed: z.boolean(),
  stop: z.boolean(),
  images: z.boolean(),
  /** Most images a request may carry; null for no known limit. */
  maxImages: z.number().int().positive().nullable(),
  jsonSchema: z.boolean(),
  tokenField: z.enum(['max_tokens', 'max_completion_tokens']),
  reasoningEffort: z.boolean(),
  batch: z.boolean(),
  /** Context window in tokens; null where unknown. */
  contextTokens: z.number().int().positive().nullable(),
})
export type ModelCapabilities = z.infer<typeof ModelCapabilities>

/** For a model we know nothing of: an OpenAI-compatible server of its own, images welcome. */
export const defaultCapabilities: ModelCapabilities = {
  temperature: true,
  seed: true,
  stop: true,
  images: true,
  maxImages: null,
  jsonSchema: false,
  tokenField: 'max_tokens',
  reasoningEffort: false,
  batch: false,
  contextTokens: null,
}

const known: [prefix: RegExp, Partial<ModelCapabilities>][] = [
  [
    /^(o1|o3|o4)-?mini/,
    {
      temperature: false,
      stop: false,
      seed: true,
      jsonSchema: true,
      tokenField: 'max_completion_tokens',
      reasoningEffort: true,
      batch: true,
      contextTokens: 200_000,
    },
  ],
  [/^o3-mini|^o1-mini/, { images: false }],
  [
    /^(o1|o3)(-\d|$)/,
    {
      temperature: false,
      stop: false,
      jsonSchema: true,
      tokenField: 'max_completion_tokens',
      reasoningEffort: true,
      batch: true,
      contextTokens: 200_000,
    },
  ],
  [
    /^gpt-5/,
    {
      temperature: false,
      stop: false,
      jsonSchema: true,
      tokenField: 'max_completion_tokens',
      reasoningEffort: true,
      batch: true,
      contextTokens: 400_000,
    },
  ],
  [
    /^gpt-4o|^gpt-4\.1|^chatgpt-4o/,
    { jsonSchema: true, tokenField: 'max_completion_tokens', batch: true, contextTokens: 128_000 },
  ],
  [/^gpt-4-turbo/, { tokenField: 'max_tokens', batch: true, contextTokens: 128_000 }],
  [/^gpt-3\.5/, { images: false, tokenField: 'max_tokens', batch: true, contextTokens: 16_385 }],
  [/^deepseek-r1|^deepseek-reasoner/i, { images: false, temperature: false }],
]

/** The table's entry for a model name; later, more specific rows win over earlier ones. */
export function capabilitiesOf(model: string, overrides: Partial<ModelCapabilities> = {}): ModelCapabilities {
  const name = model.replace(/^.*\//, '')
  const entries = known.filter(([pattern]) => pattern.test(name)).map(([, value]) => value)
  const given = Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined))
  return Object.assign({}, defaultCapabilities, ...entries, given) as ModelCapabilities
}
