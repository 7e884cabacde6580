/** What people preferred, before it takes a trainer's shape: two answers to one question, or one answer and a verdict. */
import * as z from 'zod'
import { SftFrame } from './sft-record.js'

const shared = {
  id: z.string().min(1),
  frames: z.array(SftFrame),
  system: z.string().optional(),
  question: z.string(),
}

/** DPO: a reviewer's own words against the model's. */
export const PreferencePair = z.object({ ...shared, chosen: z.string(), rejected: z.string() })
export type PreferencePair = z.infer<typeof PreferencePair>

/** KTO: an answer that a reviewer let pass, or did not. */
export const PreferenceVerdict = z.object({ ...shared, answer: z.string(), isDesirable: z.boolean() })
export type PreferenceVerdict = z.infer<typeof PreferenceVerdict>

export type PreferenceRecord = PreferencePair | PreferenceVerdict

export const isPair = (record: PreferenceRecord): record is PreferencePair => 'chosen' in record
