/**
 * A.2, data filter: a model keeps or drops each pair, with a score and a reason. What it did not say clearly is
 * `undecided`, with the reason, for a person or another run to decide; a failed reading is never a score.
 */
import type { ChatModel, ChatOutcome, ChatParameters } from '@video2roleplay/llm'
import { selectDialoguesPrompt } from './prompts/select-dialogues.v1.js'
import { readSelection, type Verdict } from './read-selection.js'

export interface SelectedDialogue<Pair> {
  dialogue: Pair
  verdict: Verdict
  callId: string | null
  isRehearsal: boolean
}

export interface SelectDialoguesOptions {
  signal?: AbortSignal
  /** Pairs in one request. */
  batchSize?: number
  parameters?: ChatParameters
  round?: number
}

/** @throws LlmError where the endpoint failed. */
export async function selectDialogues<Pair extends { question: string; answer: string }>(
  dialogues: readonly Pair[],
  caption: { summary: string },
  selector: ChatModel,
  options: SelectDialoguesOptions = {},
): Promise<SelectedDialogue<Pair>[]> {
  const { batchSize = 20, signal, round } = options
  const selected: SelectedDialogue<Pair>[] = []
  for (let from = 0; from < dialogues.length; from += batchSize) {
    const batch = dialogues.slice(from, from + batchSize)
    const reply = await selector.complete({
      messages: selectDialoguesPrompt.render({
        summary: caption.summary,
        dialogues: batch.map(({ question, answer }) => ({ question, answer })),
      }),
      parameters: { temperature: 0, maxTokens: 200 + 100 * batch.length, ...options.parameters },
      purpose: 'curation/select-dialogues',
      promptId: selectDialoguesPrompt.id,
      ...(round !== undefined && { round }),
      signal,
    })
    const verdicts = readVerdicts(reply.outcome, reply.text, batch.length)
    for (const [index, dialogue] of batch.entries()) {
      selected.push({
        dialogue,
        verdict: verdicts[index]!,
        callId: reply.callId ?? null,
        isRehearsal: reply.isRehearsal,
      })
    }
  }
  return selected
}

function readVerdicts(outcome: ChatOutcome, text: string, count: number): Verdict[] {
  switch (outcome) {
    case 'answered':
    case 'truncated':
      return readSelection(text, count)
    case 'refused':
    case 'filtered':
    case 'empty':
      return Array.from({ length: count }, () => ({
        decision: 'undecided',
        reason: `selector-${outcome}`,
        score: null,
      }))
  }
}
