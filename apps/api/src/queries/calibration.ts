/**
 * T and τ for a collection, from what was stored when its videos were sampled: every D of a documentary is in its trace,
 * whatever T was, and so is every S that step 3 compared. Nothing is decoded.
 */
import { calibrate, defaultSettings, type Calibration, type DifferenceCurve } from '@video2roleplay/sampler'
import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { frameSamples, videos } from '../db/schema.js'

export interface CalibrationScope {
  projectId?: string
  /** These, of whatever kind; without them every documentary. */
  videoIds?: string[]
}

/** The newest documentaries; enough for any distribution, and read in one query. */
const mostVideos = 500

export async function loadCalibration(db: Database, scope: CalibrationScope): Promise<Calibration> {
  const rows = await selectCurves(db, scope)
  const curves: DifferenceCurve[] = []
  const similarities: number[] = []
  const failures: Calibration['failures'] = []
  for (const { name, kind, durationSeconds, differences, pairs } of rows) {
    if (differences === null || durationSeconds === null || differences.length === 0)
      failures.push({ name, reason: reasonOf(kind) })
    else {
      curves.push({ name, durationSeconds, differences })
      similarities.push(...(pairs ?? []))
    }
  }
  return calibrate(curves, { similarities, failures })
}

/** One row a video: its newest sample with a curve at the usual interval, if it has one. */
function selectCurves(db: Database, { projectId, videoIds }: CalibrationScope) {
  const newest = db
    .select({
      differences: sql<number[] | null>`jsonb_path_query_array(${frameSamples.trace}, '$.curve[*].meanDifference')`.as(
        'differences',
      ),
      pairs: sql<number[] | null>`jsonb_path_query_array(${frameSamples.trace}, '$.similarities[*].similarity')`.as(
        'pairs',
      ),
    })
    .from(frameSamples)
    .where(
      and(
        eq(frameSamples.videoId, videos.id),
        sql`jsonb_array_length(${frameSamples.trace} -> 'curve') > 0`,
        sql`(${frameSamples.settings} ->> 'candidateIntervalSeconds')::float8 = ${defaultSettings.candidateIntervalSeconds}`,
      ),
    )
    .orderBy(desc(frameSamples.id))
    .limit(1)
    .as('newest')
  return db
    .select({
      name: videos.displayName,
      kind: videos.kind,
      durationSeconds: videos.durationSeconds,
      differences: newest.differences,
      pairs: newest.pairs,
    })
    .from(videos)
    .leftJoinLateral(newest, sql`true`)
    .where(
      and(
        inArray(videos.status, ['ready', 'partial']),
        projectId ? eq(videos.projectId, projectId) : undefined,
        videoIds ? inArray(videos.id, videoIds) : eq(videos.kind, 'documentary'),
      ),
    )
    .orderBy(desc(videos.id))
    .limit(mostVideos)
}

const reasonOf = (kind: string | null): string =>
  kind === 'documentary'
    ? 'Its frames were not chosen yet.'
    : `It is a ${kind ?? 'video of unknown kind'}: seconds are compared in documentaries only.`
