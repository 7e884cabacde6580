/** What the card of a version says, counted from the database as it is now. */
import type { DataCardFacts, FunnelStage, Tally } from '@video2roleplay/curation'
import { and, eq, inArray, sql, type SQL } from 'drizzle-orm'
import { selectRows, type Database } from '../db/database.js'
import { dataSetItems, dialogues, generations, models, videos } from '../db/schema.js'
import { ApiError } from '../errors.js'
import { listVersions } from './data-set-versions.js'

export async function loadCardFacts(db: Database, versionId: string): Promise<DataCardFacts> {
  const [version] = (await listVersions(db, { id: versionId }, { limit: 1 })).items
  if (!version) throw new ApiError('not-found', 'This data set version does not exist.')
  const { name, manifestHash, createdAt, isRehearsal, seed, settings, deviation, leaks, takenDown } = version
  const sizes = await splitSizes(db, versionId)
  const ofVideos = (column: SQL) => tally(db, column, videosOf(db, versionId))
  const ofDialogues = (column: SQL) => tallyItems(db, versionId, column)
  return {
    name,
    version: version.version,
    manifestHash,
    createdAt,
    isRehearsal,
    seed,
    groupBy: settings.groupBy,
    deviation,
    splits: sizes,
    videos: sizes.reduce((sum, split) => sum + split.videos, 0),
    dialogues: sizes.reduce((sum, split) => sum + split.dialogues, 0),
    kinds: await ofVideos(sql`${videos.kind}`),
    durations: await durationsOf(db, versionId),
    perVideo: await perVideoOf(db, versionId),
    languages: await ofDialogues(sql`${dialogues.language}`),
    reviews: await ofDialogues(sql`${dialogues.review}`),
    teachers: await teachersOf(db, versionId),
    ...(await generationsOf(db, versionId)),
    licences: await ofVideos(sql`nullif(trim(${videos.licence}), '')`),
    consent: await ofVideos(sql`${videos.consent}`),
    safety: await ofVideos(sql`${videos.safety}`),
    leaks,
    takenDown,
  }
}

const videosOf = (db: Database, versionId: string) =>
  db.selectDistinct({ id: dataSetItems.videoId }).from(dataSetItems).where(eq(dataSetItems.versionId, versionId))

async function splitSizes(db: Database, versionId: string): Promise<DataCardFacts['splits']> {
  const rows = await db
    .select({
      name: dataSetItems.split,
      videos: sql<number>`count(distinct ${dataSetItems.videoId})::int`,
      dialogues: sql<number>`count(*)::int`,
    })
    .from(dataSetItems)
    .where(eq(dataSetItems.versionId, versionId))
    .groupBy(dataSetItems.split)
  return rows.toSorted((a, b) => b.dialogues - a.dialogues)
}

async function tally(db: Database, column: SQL, ids: ReturnType<typeof videosOf>): Promise<Tally> {
  return db
    .select({ name: sql<string>`coalesce(${column}, '')`, count: sql<number>`count(*)::int` })
    .from(videos)
    .where(inArray(videos.id, ids))
    .groupBy(sql`1`)
    .orderBy(sql`2 desc, 1`)
}

async function tallyItems(db: Database, versionId: string, column: SQL): Promise<Tally> {
  return db
    .select({ name: sql<string>`coalesce(${column}, '')`, count: sql<number>`count(*)::int` })
    .from(dataSetItems)
    .innerJoin(dialogues, eq(dialogues.id, dataSetItems.dialogueId))
    .where(eq(dataSetItems.versionId, versionId))
    .groupBy(sql`1`)
    .orderBy(sql`2 desc, 1`)
}

async function durationsOf(db: Database, versionId: string): Promise<DataCardFacts['durations']> {
  const [row] = await db
    .select({
      hours: sql<number>`coalesce(sum(${videos.durationSeconds}), 0)::float8 / 3600`,
      medianSeconds: sql<
        number | null
      >`(percentile_cont(0.5) within group (order by ${videos.durationSeconds}))::float8`,
      longestSeconds: sql<number | null>`max(${videos.durationSeconds})::float8`,
    })
    .from(videos)
    .where(inArray(videos.id, videosOf(db, versionId)))
  return row!
}

async function perVideoOf(db: Database, versionId: string): Promise<DataCardFacts['perVideo']> {
  const [row] = await selectRows<{ mean: number | null; median: number; most: number }>(
    db,
    sql`select avg(n)::float8 as mean, percentile_disc(0.5) within group (order by n)::int as median, max(n)::int as most
      from (select count(*) as n from ${dataSetItems} where ${dataSetItems.versionId} = ${versionId}::uuid
        group by ${dataSetItems.videoId}) as per`,
  )
  return row?.mean == null ? null : { mean: row.mean, median: row.median, most: row.most }
}

async function teachersOf(db: Database, versionId: string): Promise<DataCardFacts['teachers']> {
  return db
    .select({
      model: sql<string>`coalesce(${models.name}, 'a model that was removed')`,
      isRehearsal: generations.isRehearsal,
      dialogues: sql<number>`count(*)::int`,
    })
    .from(dataSetItems)
    .innerJoin(dialogues, eq(dialogues.id, dataSetItems.dialogueId))
    .innerJoin(generations, eq(generations.id, dialogues.generationId))
    .leftJoin(models, eq(models.id, generations.teacherModelId))
    .where(eq(dataSetItems.versionId, versionId))
    .groupBy(sql`1`, generations.isRehearsal)
    .orderBy(sql`3 desc, 1`)
}

/** Of the generations that any dialogue of the version came from. */
async function generationsOf(db: Database, versionId: string): Promise<Pick<DataCardFacts, 'funnel' | 'prompts'>> {
  const used = db
    .selectDistinct({ id: dialogues.generationId })
    .from(dataSetItems)
    .innerJoin(dialogues, eq(dialogues.id, dataSetItems.dialogueId))
    .where(eq(dataSetItems.versionId, versionId))
  const rows = await db
    .select({ promptId: generations.promptId, funnel: generations.funnel })
    .from(generations)
    .where(and(inArray(generations.id, used)))
  const sums = new Map<FunnelStage['stage'], { entered: number; left: number }>()
  for (const { funnel } of rows)
    for (const { stage, entered, left } of funnel) {
      const sum = sums.get(stage) ?? { entered: 0, left: 0 }
      sums.set(stage, { entered: sum.entered + entered, left: sum.left + left })
    }
  return {
    funnel: [...sums].map(([stage, sum]) => ({ stage, ...sum })),
    prompts: [...new Set(rows.map((row) => row.promptId))].toSorted(),
  }
}
