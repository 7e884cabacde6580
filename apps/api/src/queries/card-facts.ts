/** What the card of a version says, counted from the database as it is now. */
import { setImmediate } from 'node:timers/promises'
import { FunnelStage, type DataCardFacts, type Tally } from '@video2roleplay/curation'
import { asc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import { selectRows, type Database } from '../db/database.js'
import { dataSetItems, dialogues, generations, models, videos } from '../db/schema.js'
import { ApiError } from '../errors.js'
import { listVersions } from './data-set-versions.js'

export async function loadCardFacts(db: Database, versionId: string): Promise<DataCardFacts> {
  const [version] = (await listVersions(db, { id: versionId }, { limit: 1 })).items
  if (!version) throw new ApiError('not-found', 'This data set version does not exist.')
  const { name, manifestHash, createdAt, isRehearsal, seed, settings, deviation, leaks, takenDown } = version
  const sizes = await splitSizes(db, versionId)
  const ofVideos = (column: SQL) => inTurn(tally(db, column, videosOf(db, versionId)))
  const ofDialogues = (column: SQL) => inTurn(tallyItems(db, versionId, column))
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
    durations: await inTurn(durationsOf(db, versionId)),
    perVideo: await inTurn(perVideoOf(db, versionId)),
    languages: await ofDialogues(sql`${dialogues.language}`),
    reviews: await ofDialogues(sql`${dialogues.review}`),
    teachers: await inTurn(teachersOf(db, versionId)),
    ...(await inTurn(generationsOf(db, versionId))),
    licences: await ofVideos(sql`nullif(trim(${videos.licence}), '')`),
    consent: await ofVideos(sql`${videos.consent}`),
    safety: await ofVideos(sql`${videos.safety}`),
    leaks,
    takenDown,
  }
}

/** The embedded database answers without ever giving the network its turn; between two of these queries it has one. */
async function inTurn<Answer>(query: Promise<Answer>): Promise<Answer> {
  const answer = await query
  await setImmediate()
  return answer
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
  const steps = await selectRows<{ stage: FunnelStage['stage']; entered: number; left: number }>(
    db,
    sql`select step.stage, sum(step.entered)::int as entered, sum(step."left")::int as "left"
      from ${generations}, jsonb_to_recordset(${generations.funnel}) as step (stage text, entered int, "left" int)
      where ${inArray(generations.id, used)}
      group by step.stage`,
  )
  const prompts = await db
    .selectDistinct({ id: generations.promptId })
    .from(generations)
    .where(inArray(generations.id, used))
    .orderBy(asc(generations.promptId))
  return {
    funnel: steps.toSorted((a, b) => stages.indexOf(a.stage) - stages.indexOf(b.stage)),
    prompts: prompts.map(({ id }) => id),
  }
}

const stages = FunnelStage.shape.stage.options
