/**
 * A prompt is a file with an id, a checked input and a render function. The id is stored beside what it
 * produced; a prompt with rows to its name is never edited, but copied to the next version.
 */
import type * as z from 'zod'
import type { ChatMessage } from './chat-model.js'

export interface Prompt<Input> {
  /** `package/name@version`, e.g. `eval/judge-fluency@1`. */
  readonly id: string
  /** Checks the input, then renders. @throws ZodError for an input that does not fit. */
  render(input: Input): ChatMessage[]
}

export function definePrompt<Schema extends z.ZodType>(definition: {
  id: `${string}/${string}@${number}`
  input: Schema
  render: (input: z.output<Schema>) => ChatMessage[]
}): Prompt<z.input<Schema>> {
  return { id: definition.id, render: (input) => definition.render(definition.input.parse(input)) }
}
