import * as z from 'zod/mini'
import { choice, whole, word } from '../../search-params.js'

export const sorts = ['newest', 'oldest', 'longest', 'shortest'] as const

export const VideosSearch = z.object({
  search: word,
  kind: choice(['live', 'vlog', 'documentary']),
  status: choice(['importing', 'ready', 'partial', 'failed']),
  /** Bounds of the duration bucket that was clicked. */
  fromSeconds: z.catch(z.optional(z.number().check(z.minimum(0))), undefined),
  toSeconds: z.catch(z.optional(z.number().check(z.minimum(0))), undefined),
  sort: choice(sorts),
  /** Width of a tile in pixels. */
  size: whole,
})
export type VideosSearch = z.infer<typeof VideosSearch>
