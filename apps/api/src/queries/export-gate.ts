/**
 * The gate on exports (R60): a video goes into training data when its licence is known, the person in it has agreed,
 * and nobody has flagged it. What nobody has looked at for safety passes, and is counted.
 */
import { and, asc, gt, sql, type SQL } from 'drizzle-orm'
import { selectRows, type Database } from '../db/database.js'
import { dataSetItems, videos } from '../db/schema.js'
import type { BlockedVideo, ExportGate, GateReason } from '../views/data-sets.js'
import type { Page } from '../views/page.js'
import { toPage } from './pages.js'

const conditions: Record<GateReason, SQL> = {
  'no-licence': sql`coalesce(trim(${videos.licence}), '') = ''`,
  'consent-refused': sql`${videos.consent} = 'refused'`,
  'consent-unknown': sql`${videos.consent} = 'unknown'`,
  'safety-flagged': sql`${videos.safety} = 'flagged'`,
}
const reasons = Object.keys(conditions) as GateReason[]
const isBlocked = sql`(${sql.join(Object.values(conditions), sql` or `)})`

export type Split = 'train' | 'heldout' | 'all'

/** Videos with an item in this part of the version. */
function isIn(versionId: string, split: Split): SQL {
  return sql`exists (select 1 from ${dataSetItems} where ${dataSetItems.videoId} = ${videos.id}
    and ${dataSetItems.versionId} = ${versionId}::uuid ${split === 'all' ? sql`` : sql`and ${dataSetItems.split} = ${split}`})`
}

export async function loadGate(db: Database, versionId: string, split: Split = 'all'): Promise<ExportGate> {
  const counts = sql.join(
    reasons.map((reason) => sql`count(*) filter (where ${conditions[reason]})::int as ${sql.identifier(reason)}`),
    sql`, `,
  )
  const [row] = await selectRows<Record<string, number>>(
    db,
    sql`select count(*)::int as videos, count(*) filter (where ${isBlocked})::int as blocked,
        count(*) filter (where ${videos.safety} = 'unknown')::int as safety_unknown, ${counts}
      from ${videos} where ${isIn(versionId, split)}`,
  )
  return {
    isOpen: row!['blocked'] === 0,
    videos: row!['videos']!,
    blocked: row!['blocked']!,
    reasons: Object.fromEntries(reasons.flatMap((reason) => (row![reason] ? [[reason, row![reason]]] : []))),
    safetyUnknown: row!['safety_unknown']!,
  }
}

export async function listBlocked(
  db: Database,
  { versionId, split = 'all' }: { versionId: string; split?: Split | undefined },
  page: { cursor?: string | null; limit: number },
): Promise<Page<BlockedVideo>> {
  const rows = await db
    .select()
    .from(videos)
    .where(and(isIn(versionId, split), isBlocked, page.cursor ? gt(videos.id, page.cursor) : undefined))
    .orderBy(asc(videos.id))
    .limit(page.limit + 1)
  return toPage(rows, page.limit, toBlocked, (row) => row.id)
}

function toBlocked(video: typeof videos.$inferSelect): BlockedVideo {
  const { licence, consent, safety } = video
  return {
    videoId: video.id,
    name: video.displayName,
    licence,
    consent,
    safety,
    safetyNote: video.safetyNote,
    reasons: [
      ...((licence ?? '').trim() === '' ? (['no-licence'] as const) : []),
      ...(consent === 'given' ? [] : ([`consent-${consent}`] as const)),
      ...(safety === 'flagged' ? (['safety-flagged'] as const) : []),
    ],
  }
}
