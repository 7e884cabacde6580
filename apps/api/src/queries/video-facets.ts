/**
 * How many videos there are of each kind, state, length, tag and so on. Counts follow the search; each facet is
 * counted without the others, so that one sees what choosing another value would bring.
 */
import { and, desc, isNotNull, sql, type SQL } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { selectRows } from '../db/database.js'
import { dialogues, videos } from '../db/schema.js'
import type { VideoFacets } from '../views/videos.js'
import { captionState, isCaptionCut, matching, type VideoFilter } from './video-filter.js'

/** Upper edges of the length histogram, in seconds: the kinds of §3.1 with finer steps between. */
const durationEdges = [0, 5, 30, 60, 180, 600, 1800]
const wordsShown = 20

export async function loadFacets(
  db: Database,
  filter: Pick<VideoFilter, 'projectId' | 'search'>,
): Promise<VideoFacets> {
  const where = matching(filter)
  const counted = sql<number>`count(*)`.mapWith(Number)
  const bucket =
    sql<number>`width_bucket(${videos.durationSeconds}, array[${sql.raw(durationEdges.slice(1).join(','))}]::float8[])`.mapWith(
      Number,
    )
  const state = sql<NonNullable<VideoFacets['captions'][number]['state']>>`coalesce(${captionState}, 'none')`.as(
    'state',
  )
  const states = db
    .select({ state, isCut: isCaptionCut.as('is_cut') })
    .from(videos)
    .where(where)
    .as('states')
  const [kinds, statuses, durations, captions, platforms, tags, ofDialogues] = await Promise.all([
    db
      .select({ kind: videos.kind, count: counted })
      .from(videos)
      .where(and(where, isNotNull(videos.kind)))
      .groupBy(videos.kind),
    db.select({ status: videos.status, count: counted }).from(videos).where(where).groupBy(videos.status),
    db
      .select({ bucket, count: counted })
      .from(videos)
      .where(and(where, isNotNull(videos.durationSeconds)))
      .groupBy(bucket),
    db
      .select({
        state: states.state,
        count: counted,
        cut: sql<number>`count(*) filter (where ${states.isCut})`.mapWith(Number),
      })
      .from(states)
      .groupBy(states.state),
    db
      .select({ platform: videos.platform, count: counted })
      .from(videos)
      .where(and(where, isNotNull(videos.platform)))
      .groupBy(videos.platform)
      .orderBy(desc(counted))
      .limit(wordsShown),
    selectRows<{ tag: string; count: string }>(
      db,
      sql`select tag, count(*) as count from ${videos}, unnest(${videos.tags}) as tag ${whereClause(where)}
        group by tag order by count(*) desc, tag limit ${wordsShown}`,
    ),
    countByDialogues(db, where),
  ])
  return {
    kinds: kinds.flatMap(({ kind, count }) => (kind === null ? [] : [{ kind, count }])),
    statuses,
    durations: durationEdges.map((fromSeconds, index) => ({
      fromSeconds,
      toSeconds: durationEdges[index + 1] ?? null,
      count: durations.find((one) => one.bucket === index)?.count ?? 0,
    })),
    captions: captions.map(({ state: of, count }) => ({ state: of, count })),
    captionsCut: captions.reduce((sum, { cut }) => sum + cut, 0),
    dialogues: ofDialogues,
    platforms: platforms.flatMap(({ platform, count }) => (platform === null ? [] : [{ platform, count }])),
    tags: tags.map(({ tag, count }) => ({ tag, count: Number(count) })),
  }
}

/** From the dialogues' side: one pass over them, not one look for every video. */
async function countByDialogues(db: Database, where: SQL | undefined): Promise<VideoFacets['dialogues']> {
  const [row] = await selectRows<Record<'none' | 'unreviewed' | 'flagged' | 'rejected', string>>(
    db,
    sql`select count(*) filter (where marks.video_id is null) as "none",
        count(*) filter (where marks.unreviewed) as unreviewed,
        count(*) filter (where marks.flagged) as flagged,
        count(*) filter (where marks.rejected) as rejected
      from ${videos} left join (
        select ${dialogues.videoId} as video_id,
          bool_or(${dialogues.review} = 'unreviewed' and ${dialogues.status} <> 'dropped') as unreviewed,
          bool_or(jsonb_array_length(${dialogues.flags}) > 0) as flagged,
          bool_or(${dialogues.review} = 'rejected') as rejected
        from ${dialogues} group by ${dialogues.videoId}
      ) as marks on marks.video_id = ${videos.id} ${whereClause(where)}`,
  )
  return (['none', 'unreviewed', 'flagged', 'rejected'] as const).map((state) => ({
    state,
    count: Number(row?.[state] ?? 0),
  }))
}

const whereClause = (where: SQL | undefined): SQL => (where === undefined ? sql`` : sql`where ${where}`)
