/** What the process that runs CLIP is asked, and what it answers. One answer for each question, by its number. */
import type { SamplerErrorCode } from '../errors.js'

export type Question =
  | { kind: 'open'; vision: string; preprocessor: string; threads: number }
  | { kind: 'openText'; model: string; tokenizer: string; threads: number }
  | { kind: 'image'; jpeg: Uint8Array }
  | { kind: 'text'; text: string }

/** `drop`: nobody waits for the answer any more. */
export type ToEncoder = { number: number } & (Question | { kind: 'drop' })

export type FromEncoder = { number: number } & (
  | { vector: Float32Array }
  | { failure: { code: SamplerErrorCode; message: string } }
)
