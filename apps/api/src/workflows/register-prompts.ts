/**
 * A prompt that has rows to its name is never edited (R12, R43). At every start each prompt is rendered with one
 * sample input and compared with what it was when it was first seen; another text under the same id ends the start.
 */
import { createHash } from 'node:crypto'
import {
  describeFramePrompt,
  describeFrameWithEvidencePrompt,
  generateDialoguesPrompt,
  selectDialoguesPrompt,
  summariseVideoPrompt,
  summariseWithSpeechPrompt,
} from '@video2roleplay/curation'
import { judgePrompts } from '@video2roleplay/eval'
import { rolePlayPrompt } from '@video2roleplay/inference'
import { canonicalJson, type ChatMessage, type Prompt } from '@video2roleplay/llm'
import type { Database } from '../db/database.js'
import { prompts } from '../db/schema.js'
import { ApiError } from '../errors.js'
import { regenerateAnswerPrompt } from './regenerate-answer.js'

interface RenderedPrompt {
  id: string
  sample: { role: ChatMessage['role']; text: string }[]
}

/** @throws ApiError `conflict` where a prompt was edited in place */
export async function registerPrompts(db: Database, rendered = renderPrompts()): Promise<void> {
  const rows = rendered.map(({ id, sample }) => ({ id, sample, hash: sha256(canonicalJson(sample)) }))
  await db.insert(prompts).values(rows).onConflictDoNothing()
  const known = new Map((await db.select().from(prompts)).map(({ id, hash }) => [id, hash]))
  const edited = rows.filter(({ id, hash }) => known.get(id) !== hash).map(({ id }) => id)
  if (edited.length > 0)
    throw new ApiError(
      'conflict',
      `The text of ${edited.join(', ')} differs from the one this database was made with.`,
      {
        advice: 'Give a changed prompt the next version number, and leave the old one as it was.',
      },
    )
}

const video = { kind: 'vlog' as const, durationSeconds: 60 }
const image = { data: new Uint8Array(), sha256: '0'.repeat(64) }
const pair = { question: 'Where are you?', answer: 'At home.' }

export function renderPrompts(): RenderedPrompt[] {
  const english = { language: 'en' as const }
  const blocks = { summary: 'A summary.', roleInstruction: 'A role.', examples: 'An example.' }
  const judged = {
    question: pair.question,
    response: pair.answer,
    reference: 'At home.',
    roleInstruction: 'A role.',
    styleSamples: ['A saying.'],
    history: [{ role: 'user' as const, text: 'Hello.' }],
    video: { kind: 'caption' as const, summary: 'A summary.', descriptions: ['A description.'] },
  }
  return [
    render(describeFramePrompt, { ...video, ...english, number: 1, count: 64, timestampSeconds: 0.5, image }),
    render(summariseVideoPrompt, {
      ...video,
      ...english,
      descriptions: [{ timestampSeconds: 0.5, text: 'A description.' }],
      useExample: true,
    }),
    render(describeFrameWithEvidencePrompt, {
      ...video,
      ...english,
      number: 1,
      count: 64,
      timestampSeconds: 0.5,
      image,
      speech: 'Words.',
      asksOnScreenText: true,
    }),
    render(summariseWithSpeechPrompt, {
      ...video,
      ...english,
      descriptions: [{ timestampSeconds: 0.5, text: 'A description.' }],
      speech: 'Words.',
    }),
    render(generateDialoguesPrompt, { role: 'A role.', description: 'A summary.', examples: '', instructions: 'Do.' }),
    render(selectDialoguesPrompt, { summary: 'A summary.', dialogues: [pair] }),
    render(rolePlayPrompt, { layout: 'openai', frames: [], blocks, history: [pair], question: 'And now?' }),
    render(regenerateAnswerPrompt, { ...pair, summary: 'A summary.', reasons: ['off-scene'] }),
    ...Object.values(judgePrompts).map((prompt) => render(prompt, judged)),
  ]
}

function render<Input>(prompt: Prompt<Input>, input: Input): RenderedPrompt {
  const sample = prompt.render(input).map(({ role, content }) => ({
    role,
    text:
      typeof content === 'string'
        ? content
        : content.map((part) => (part.type === 'text' ? part.text : '[image]')).join('\n'),
  }))
  return { id: prompt.id, sample }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
