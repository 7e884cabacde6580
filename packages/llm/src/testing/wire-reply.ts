/** A good answer in the words of the chat completions API, whole or as the pieces of a stream. */

/** A text, or an answer in detail. */
export type EndpointReply =
  | string
  | {
      text?: string | null
      refusal?: string
      /** Sent as `reasoning_content`, which some servers add beside the text. */
      reasoning?: string
      finishReason?: string
      model?: string
      usage?: Record<string, unknown> | null
    }

export function replyPieces(
  reply: EndpointReply,
  model: string,
  isStreamed: boolean,
  includesUsage: boolean,
): string[] {
  const given = typeof reply === 'string' ? { text: reply } : reply
  const { text = '', refusal, reasoning, finishReason = 'stop' } = given
  const usage = given.usage === undefined ? countedUsage(text ?? '') : given.usage
  const head = { id: 'chatcmpl-scripted', created: 1, model: given.model ?? model }
  if (!isStreamed) {
    const message = {
      role: 'assistant',
      content: text,
      ...(refusal !== undefined && { refusal }),
      ...(reasoning !== undefined && { reasoning_content: reasoning }),
    }
    const choices = [{ index: 0, message, finish_reason: finishReason }]
    return [JSON.stringify({ ...head, object: 'chat.completion', choices, ...(usage !== null && { usage }) })]
  }
  const event = (body: object) => `data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', ...body })}\n\n`
  const delta = (part: object, reason: string | null = null) =>
    event({ choices: [{ index: 0, delta: part, finish_reason: reason }] })
  return [
    delta({ role: 'assistant', content: '' }),
    ...(reasoning === undefined ? [] : [delta({ reasoning_content: reasoning })]),
    ...((text ?? '').match(/\s*\S+\s*$|\s*\S+/gu) ?? []).map((word) => delta({ content: word })),
    ...(refusal === undefined ? [] : [delta({ refusal })]),
    delta({}, finishReason),
    ...(includesUsage && usage !== null ? [event({ choices: [], usage })] : []),
    'data: [DONE]\n\n',
  ]
}

/** Words, not tokens: enough for a ledger to add up. */
function countedUsage(text: string): Record<string, unknown> {
  const words = text.split(/\s+/).filter(Boolean).length
  return { prompt_tokens: 100, completion_tokens: words, total_tokens: 100 + words }
}
