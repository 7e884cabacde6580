import * as z from 'zod/mini'
import { choice, flag, whole, word } from '../../search-params.js'

export const sorts = ['newest', 'oldest', 'longest', 'shortest'] as const

export const VideosSearch = z.object({
  search: word,
  kind: choice(['live', 'vlog', 'documentary']),
  status: choice(['importing', 'ready', 'partial', 'failed']),
  caption: choice(['none', 'running', 'complete', 'incomplete', 'failed']),
  /** Captions that were cut at their token limit. */
  cut: flag,
  dialogues: choice(['none', 'unreviewed', 'flagged', 'rejected']),
  tag: word,
  platform: word,
  /** Bounds of the duration bucket that was clicked. */
  fromSeconds: z.catch(z.optional(z.number().check(z.minimum(0))), undefined),
  toSeconds: z.catch(z.optional(z.number().check(z.minimum(0))), undefined),
  sort: choice(sorts),
  view: choice(['grid', 'table']),
  /** Width of a tile in pixels. */
  size: whole,
})
export type VideosSearch = z.infer<typeof VideosSearch>

/** What narrows the library, without how it is shown: as the server takes it. */
export function filterOf(search: VideosSearch) {
  const { search: words, kind, status, fromSeconds, toSeconds, caption, cut, dialogues, tag, platform } = search
  const given = {
    search: words,
    kind,
    status,
    fromSeconds,
    toSeconds,
    caption,
    isCaptionCut: cut,
    dialogues,
    tag,
    platform,
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<{
    [Name in keyof typeof given]: NonNullable<(typeof given)[Name]>
  }>
}

export const isFiltered = (search: VideosSearch): boolean => Object.keys(filterOf(search)).length > 0
