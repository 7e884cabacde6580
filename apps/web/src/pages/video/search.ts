import * as z from 'zod/mini'
import { choice, whole, word } from '../../search-params.js'

export const tabs = ['frames', 'caption', 'dialogues', 'provenance'] as const

export const VideoSearch = z.object({
  tab: choice(tabs),
  strategy: choice(['profile', 'segments']),
  /** Id of the sample that is shown, where it is not the role's own. */
  sample: word,
  /** Id of the one beside it. */
  against: word,
  /** Index of the selected frame. */
  frame: whole,
  purpose: choice(['training', 'inference']),
  dialogues: choice(['kept', 'dropped', 'undecided']),
})
export type VideoSearch = z.infer<typeof VideoSearch>
