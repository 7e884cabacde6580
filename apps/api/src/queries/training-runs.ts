/** Training runs with where their loss began and ended, and the points of their curves. */
import { and, asc, count, desc, eq, lt, sql } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { dataSets, dataSetVersions, models, trainingPoints, trainingRuns } from '../db/schema.js'
import type { Page } from '../views/page.js'
import type { TrainingPointView, TrainingRunView } from '../views/training.js'
import { latestJob } from './latest-job.js'
import { toPage } from './pages.js'

export async function listTrainingRuns(
  db: Database,
  filter: { projectId?: string; versionId?: string; id?: string },
  page: { cursor?: string | null; limit: number },
): Promise<Page<TrainingRunView>> {
  const latest = latestJob(db, trainingRuns.id)
  const lossAt = (order: 'asc' | 'desc') =>
    sql<number | null>`(select ${trainingPoints.loss} from ${trainingPoints}
      where ${trainingPoints.runId} = ${trainingRuns.id} and ${trainingPoints.loss} is not null
      order by ${trainingPoints.step} ${sql.raw(order)} limit 1)`
  const rows = await db
    .select({
      run: trainingRuns,
      dataSet: { name: dataSets.name, version: dataSetVersions.version },
      model: { id: models.id, name: models.name },
      steps: sql<number>`coalesce((select max(${trainingPoints.step}) from ${trainingPoints}
        where ${trainingPoints.runId} = ${trainingRuns.id}), 0)::int`,
      firstLoss: lossAt('asc'),
      lastLoss: lossAt('desc'),
      job: latest.glance,
    })
    .from(trainingRuns)
    .innerJoin(dataSetVersions, eq(dataSetVersions.id, trainingRuns.versionId))
    .innerJoin(dataSets, eq(dataSets.id, dataSetVersions.dataSetId))
    .leftJoin(models, eq(models.id, trainingRuns.modelId))
    .leftJoinLateral(latest.job, sql`true`)
    .where(
      and(
        filter.projectId ? eq(trainingRuns.projectId, filter.projectId) : undefined,
        filter.versionId ? eq(trainingRuns.versionId, filter.versionId) : undefined,
        filter.id ? eq(trainingRuns.id, filter.id) : undefined,
        page.cursor ? lt(trainingRuns.id, page.cursor) : undefined,
      ),
    )
    .orderBy(desc(trainingRuns.id))
    .limit(page.limit + 1)
  return toPage(
    rows,
    page.limit,
    ({ run, dataSet, model, steps, firstLoss, lastLoss, job }): TrainingRunView => ({
      id: run.id,
      projectId: run.projectId,
      versionId: run.versionId,
      dataSet,
      exportId: run.exportId,
      name: run.name,
      trainer: run.trainer,
      frameLabelStyle: run.frameLabelStyle,
      facts: run.facts,
      status: run.status,
      statusReason: run.statusReason,
      steps,
      totalSteps: run.totalSteps,
      firstLoss,
      lastLoss,
      model,
      job,
      logReadAt: run.logReadAt?.toISOString() ?? null,
      createdAt: run.createdAt.toISOString(),
    }),
    ({ run }) => run.id,
  )
}

/** More would be one pixel's worth of line each. */
const mostPoints = 2_000

/** Evenly thinned where there are more than can be drawn; the last is always there. */
export async function listTrainingPoints(db: Database, runId: string): Promise<TrainingPointView[]> {
  const [total] = await db.select({ points: count() }).from(trainingPoints).where(eq(trainingPoints.runId, runId))
  const every = Math.max(1, Math.ceil(total!.points / mostPoints))
  const numbered = db
    .select({
      step: trainingPoints.step,
      epoch: trainingPoints.epoch,
      loss: trainingPoints.loss,
      evalLoss: trainingPoints.evalLoss,
      learningRate: trainingPoints.learningRate,
      isBroken: trainingPoints.isBroken,
      place: sql<number>`row_number() over (order by ${trainingPoints.step})`.as('place'),
    })
    .from(trainingPoints)
    .where(eq(trainingPoints.runId, runId))
    .as('numbered')
  const rows = await db
    .select()
    .from(numbered)
    .where(
      sql`(${numbered.place} - 1) % ${every} = 0 or ${numbered.place} = ${total!.points}
        or ${numbered.evalLoss} is not null or ${numbered.isBroken}`,
    )
    .orderBy(asc(numbered.step))
  return rows.map(({ step, epoch, loss, evalLoss, learningRate, isBroken }) => ({
    step,
    epoch,
    loss,
    evalLoss,
    learningRate,
    isBroken,
  }))
}
