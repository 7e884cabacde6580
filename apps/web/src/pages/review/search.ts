import * as z from 'zod/mini'
import { choice, flag, word } from '../../search-params.js'

export const looks = ['first', 'second', 'resolve'] as const

export const ReviewSearch = z.object({
  look: choice(looks),
  /** Only what a detector has marked. */
  flagged: flag,
  /** One video only. */
  video: word,
  panel: choice(['agreement', 'history']),
})
export type ReviewSearch = z.infer<typeof ReviewSearch>
