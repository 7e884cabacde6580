/** A whole video as collections of videos hold it: its file, its frames, and everything that was said about it. */
import * as z from 'zod'
import { SftFrame } from './sft-record.js'

export const VideoRecord = z.object({
  id: z.string().min(1),
  split: z.enum(['train', 'heldout']),
  /** The file's name in the collection. */
  fileName: z.string().min(1),
  kind: z.string().nullable(),
  durationSeconds: z.number().nullable(),
  licence: z.string().nullable(),
  sourceUrl: z.string().nullable(),
  /** The summary of §3.2; null where there is none. */
  caption: z.string().nullable(),
  frames: z.array(SftFrame),
  dialogues: z.array(z.object({ id: z.string(), question: z.string(), answer: z.string() })).min(1),
})
export type VideoRecord = z.infer<typeof VideoRecord>

/** As others know the held-out side. */
export const hubSplit = (split: VideoRecord['split']): 'train' | 'test' => (split === 'train' ? 'train' : 'test')
