/**
 * What goes over the wire, after the capability table: `requested` says what the caller wanted, `effective`
 * what the model is told, `dropped` why the two differ. The paper's o3-mini judge at "temperature 0.0" is the
 * case in point: it refuses the field, so the run must say that it was not sent.
 */
import type { ModelCapabilities } from './capabilities.js'
import type { ChatParameters } from './chat-model.js'

/** The chat completions API takes no more than four stop sequences. */
const maxStopSequences = 4

export function effectiveParametersOf(
  capabilities: ModelCapabilities,
  requested: ChatParameters = {},
): { effective: Record<string, unknown>; dropped: string[] } {
  const effective: Record<string, unknown> = {}
  const dropped: string[] = []
  const send = (name: string, value: unknown, field: string, isAccepted: boolean) => {
    if (value === undefined) return
    if (isAccepted) effective[field] = value
    else dropped.push(`${name}: not accepted by this model`)
  }

  send('temperature', requested.temperature, 'temperature', capabilities.temperature)
  // No model that refuses a temperature takes top_p.
  send('topP', requested.topP, 'top_p', capabilities.temperature)
  send('maxTokens', requested.maxTokens, capabilities.tokenField, true)
  send('seed', requested.seed, 'seed', capabilities.seed)
  send('reasoningEffort', requested.reasoningEffort, 'reasoning_effort', capabilities.reasoningEffort)
  if (requested.stop !== undefined && requested.stop.length > 0) {
    send('stop', requested.stop.slice(0, maxStopSequences), 'stop', capabilities.stop)
    if (capabilities.stop && requested.stop.length > maxStopSequences)
      dropped.push(`stop: only the first ${maxStopSequences} of ${requested.stop.length} sequences are accepted`)
  }
  if (requested.responseSchema !== undefined) {
    const { name, schema } = requested.responseSchema
    const format = { type: 'json_schema', json_schema: { name, schema, strict: true } }
    send('responseSchema', format, 'response_format', capabilities.jsonSchema)
  }
  return { effective, dropped }
}
