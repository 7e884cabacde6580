/** What the library can be narrowed by: the same condition for its pages, its facets and its bulk actions. */
import { VideoKind } from '@video2roleplay/curation'
import { and, eq, gte, ilike, inArray, lt, ne, sql, type SQL } from 'drizzle-orm'
import * as z from 'zod'
import { captions, dialogues, videos } from '../db/schema.js'

/** What is still to be done about a video's dialogues, or what a detector said of them. */
export const DialogueState = z.enum(['none', 'unreviewed', 'flagged', 'rejected'])
export type DialogueState = z.infer<typeof DialogueState>

export const VideoFilter = z.object({
  projectId: z.uuid().optional(),
  kind: VideoKind.optional(),
  status: z.enum(['importing', 'ready', 'partial', 'failed']).optional(),
  search: z.string().trim().max(200).optional(),
  /** Lengths from here on, as the facets say them. */
  fromSeconds: z.number().min(0).optional(),
  /** Up to here, itself not included. */
  toSeconds: z.number().min(0).optional(),
  caption: z.enum(['none', 'running', 'complete', 'incomplete', 'failed']).optional(),
  /** A caption whose end was cut off at its token limit. */
  isCaptionCut: z.boolean().optional(),
  dialogues: DialogueState.optional(),
  tag: z.string().max(100).optional(),
  platform: z.string().max(200).optional(),
})
export type VideoFilter = z.infer<typeof VideoFilter>

/** State of the newest caption; null where there is none. */
export const captionState = sql<string | null>`(select ${captions.status} from ${captions}
  where ${captions.videoId} = ${videos.id} order by ${captions.id} desc limit 1)`

export const isCaptionCut = sql<boolean>`exists (select 1 from ${captions}
  where ${captions.videoId} = ${videos.id} and ${captions.outcome} = 'truncated')`

export function matchesDialogues(state: DialogueState): SQL {
  const some = (condition?: SQL) =>
    sql`exists (select 1 from ${dialogues} where ${and(eq(dialogues.videoId, videos.id), condition)})`
  switch (state) {
    case 'none':
      return sql`not ${some()}`
    case 'unreviewed':
      return some(and(eq(dialogues.review, 'unreviewed'), ne(dialogues.status, 'dropped')))
    case 'flagged':
      return some(sql`jsonb_array_length(${dialogues.flags}) > 0`)
    case 'rejected':
      return some(eq(dialogues.review, 'rejected'))
  }
}

export function matching(filter: VideoFilter): SQL | undefined {
  const { caption, tag } = filter
  return and(
    filter.projectId ? eq(videos.projectId, filter.projectId) : undefined,
    filter.kind ? eq(videos.kind, filter.kind) : undefined,
    filter.status ? eq(videos.status, filter.status) : undefined,
    filter.fromSeconds === undefined ? undefined : gte(videos.durationSeconds, filter.fromSeconds),
    filter.toSeconds === undefined ? undefined : lt(videos.durationSeconds, filter.toSeconds),
    filter.search ? ilike(videos.displayName, `%${filter.search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`) : undefined,
    caption === undefined
      ? undefined
      : caption === 'none'
        ? sql`${captionState} is null`
        : sql`${captionState} = ${caption}`,
    filter.isCaptionCut ? isCaptionCut : undefined,
    filter.dialogues ? matchesDialogues(filter.dialogues) : undefined,
    tag === undefined ? undefined : sql`${videos.tags} @> array[${tag}]::text[]`,
    filter.platform === undefined ? undefined : eq(videos.platform, filter.platform),
  )
}

/** Many videos at once: those named, or all that match. */
export const VideoChoice = z.union([
  z.object({ ids: z.array(z.uuid()).min(1).max(1_000) }),
  z.object({ matching: VideoFilter }),
])
export type VideoChoice = z.infer<typeof VideoChoice>

export function chosen(choice: VideoChoice): SQL | undefined {
  return 'ids' in choice ? inArray(videos.id, choice.ids) : matching(choice.matching)
}
