/**
 * Before anything is spent: how many calls, tokens, dollars and seconds some videos will take. It rests on what the
 * ledger says of videos that went the same way with the same models; where there are none yet, on the settings'
 * limits, and then a probe of a few videos makes it a prediction. What is finished already counts as nothing.
 */
import { and, eq, exists, inArray, notExists, sql, type SQL } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { captions, generations, jobs, videos } from '../db/schema.js'
import { ApiError } from '../errors.js'
import type { ModelRow } from '../models/registry.js'
import type { Services } from '../services.js'
import type { Stage } from '../views/jobs.js'
import type { PlannedRange, PlannedStage, WorkPlan } from '../views/plans.js'
import { orderStages } from '../workflows/stages.js'
import { whichVideos, type PipelineStart } from '../workflows/start-pipeline.js'
import { stageEvidence, type StageTotals } from './evidence.js'
import { stageLimits } from './limits.js'
import { addRanges, predictSum, scaleRange } from './ranges.js'
import { loadBudget } from './read-budget.js'

export async function planWork(services: Services, input: PipelineStart): Promise<WorkPlan> {
  const { db } = services
  const chosen = and(whichVideos(input.videoIds), input.projectId ? eq(videos.projectId, input.projectId) : undefined)
  const isBusy = exists(
    db
      .select({ one: sql`1` })
      .from(jobs)
      .where(and(eq(jobs.subjectId, videos.id), inArray(jobs.state, ['queued', 'running', 'waiting', 'paused']))),
  )
  const isReady = inArray(videos.status, ['ready', 'partial'])
  const number = (condition: SQL | undefined) => sql<number>`count(*) filter (where ${condition})`.mapWith(Number)
  const [counts] = await db
    .select({
      chosen: sql<number>`count(*)`.mapWith(Number),
      busy: number(and(isReady, isBusy)),
      notReady: number(sql`not ${isReady}`),
    })
    .from(videos)
    .where(chosen)
  const { chosen: total, busy, notReady } = counts ?? { chosen: 0, busy: 0, notReady: 0 }
  const starting = and(chosen, isReady, sql`not ${isBusy}`)
  const stages: PlannedStage[] = []
  for (const stage of orderStages(input.stages)) stages.push(await planStage(services, stage, starting))

  const budget = await loadBudget(services)
  const microUsd = stages.some((stage) => stage.microUsd === null)
    ? null
    : addRanges(stages.flatMap((stage) => stage.microUsd ?? []))
  return {
    videos: { chosen: total, starting: total - busy - notReady, busy, notReady },
    stages,
    calls: addRanges(stages.map((stage) => stage.calls)),
    inputTokens: addRanges(stages.map((stage) => stage.inputTokens)),
    outputTokens: addRanges(stages.map((stage) => stage.outputTokens)),
    microUsd,
    seconds: stages.some((stage) => stage.seconds === null)
      ? null
      : addRanges(stages.flatMap((stage) => stage.seconds ?? [])),
    budget,
    fits: fitOf(microUsd, budget),
  }
}

async function planStage(services: Services, stage: Stage, starting: SQL | undefined): Promise<PlannedStage> {
  const { db, env } = services
  const models = await modelsOf(services, stage)
  const ids = models.map(({ id }) => id)
  const kinds = await db
    .select({ kind: videos.kind, count: sql<number>`count(*)`.mapWith(Number) })
    .from(videos)
    .where(and(starting, isUndone(db, stage, ids)))
    .groupBy(videos.kind)
  const count = kinds.reduce((sum, one) => sum + one.count, 0)
  const most = kinds
    .map((one) => ({ ...stageLimits(stage, one.kind ?? 'vlog'), videos: one.count }))
    .reduce(
      (sum, one) => ({
        calls: sum.calls + one.calls * one.videos,
        inputTokens: sum.inputTokens + one.inputTokens * one.videos,
        outputTokens: sum.outputTokens + one.outputTokens * one.videos,
      }),
      { calls: 0, inputTokens: 0, outputTokens: 0 },
    )
  const evidence = await stageEvidence(db, stage, ids)
  const predict = (read: (totals: StageTotals) => number, limit: number) => predictSum(evidence.map(read), count, limit)
  return {
    stage,
    videos: count,
    model: models.length === 0 ? null : models.map(({ name }) => name).join(', '),
    isRehearsal: models.some(({ provider }) => provider === 'rehearsal'),
    measured: evidence.length,
    calls: predict(({ calls }) => calls, most.calls),
    inputTokens: predict(({ inputTokens }) => inputTokens, most.inputTokens),
    outputTokens: predict(({ outputTokens }) => outputTokens, most.outputTokens),
    microUsd: costOf(models, evidence, count, most),
    seconds: secondsOf(evidence, count, env),
  }
}

/** Dialogues ask a teacher and a selector. */
async function modelsOf({ models }: Services, stage: Stage): Promise<ModelRow[]> {
  if (stage === 'sample') return []
  if (stage === 'caption') return [(await models.forRole('annotator'))[0]]
  const [teachers, [selector]] = [await models.forRole('generator'), await models.forRole('selector')]
  return [...new Map([...teachers, selector].map((row) => [row.id, row])).values()]
}

function isUndone(db: Database, stage: Stage, modelIds: string[]): SQL | undefined {
  const one = { one: sql`1` }
  if (stage === 'caption')
    return notExists(
      db
        .select(one)
        .from(captions)
        .where(
          and(eq(captions.videoId, videos.id), eq(captions.status, 'complete'), inArray(captions.modelId, modelIds)),
        ),
    )
  if (stage === 'dialogues')
    return notExists(
      db
        .select(one)
        .from(generations)
        .where(
          and(
            eq(generations.videoId, videos.id),
            sql`${generations.status} not in ('running', 'failed')`,
            inArray(generations.teacherModelId, modelIds),
          ),
        ),
    )
  return notExists(
    db
      .select(one)
      .from(jobs)
      .where(and(eq(jobs.subjectId, videos.id), eq(jobs.kind, 'sample'), eq(jobs.state, 'done'))),
  )
}

function costOf(
  models: ModelRow[],
  evidence: StageTotals[],
  count: number,
  most: { inputTokens: number; outputTokens: number },
): PlannedRange | null {
  if (models.every(({ provider }) => provider === 'rehearsal')) return { low: 0, expected: 0, high: 0 }
  const prices = models.map(({ price }) => price)
  if (prices.includes(null)) return null
  const dearest = (read: (price: NonNullable<ModelRow['price']>) => number) =>
    Math.max(0, ...prices.map((price) => (price === null ? 0 : read(price))))
  const limit =
    (most.inputTokens * dearest((price) => price.inputPerMillion) +
      most.outputTokens * dearest((price) => price.outputPerMillion)) /
    1_000_000
  // A price that was set later leaves older calls without a cost: those do not count.
  return predictSum(
    evidence.flatMap(({ microUsd }) => (microUsd === null ? [] : [microUsd])),
    count,
    limit,
  )
}

/** Calls wait side by side, decodings too; without a measured latency nobody can say. */
function secondsOf(
  evidence: StageTotals[],
  count: number,
  env: { concurrency: number; decodeJobs: number },
): PlannedRange | null {
  if (count === 0) return { low: 0, expected: 0, high: 0 }
  if (evidence.length === 0) return null
  const calls = predictSum(
    evidence.map(({ callSeconds }) => callSeconds),
    count,
    Number.POSITIVE_INFINITY,
  )
  const own = predictSum(
    evidence.map(({ ownSeconds }) => ownSeconds),
    count,
    Number.POSITIVE_INFINITY,
  )
  const sum = addRanges([scaleRange(calls, 1 / env.concurrency), scaleRange(own, 1 / env.decodeJobs)])
  // One measured video has no spread: how long others take at most cannot be said.
  return Number.isFinite(sum.high) ? sum : null
}

function fitOf(cost: PlannedRange | null, { limitMicroUsd, spentMicroUsd }: WorkPlan['budget']): WorkPlan['fits'] {
  if (limitMicroUsd === null) return 'no-limit'
  if (cost === null) return 'unknown'
  const left = limitMicroUsd - spentMicroUsd
  if (cost.low > left || (cost.expected ?? 0) > left) return 'beyond'
  return cost.high > left ? 'risk' : 'fits'
}

/** Ours: enough for a spread, few enough to be cheap. */
export const probeVideos = 3

/** A few of the chosen videos, the same ones each time: as good as drawn, for ids say nothing about the films. */
export async function chooseProbe(services: Services, input: PipelineStart, size = probeVideos): Promise<string[]> {
  const rows = await services.db
    .select({ id: videos.id })
    .from(videos)
    .where(
      and(
        whichVideos(input.videoIds),
        input.projectId ? eq(videos.projectId, input.projectId) : undefined,
        inArray(videos.status, ['ready', 'partial']),
      ),
    )
    .orderBy(sql`md5(${videos.id}::text)`)
    .limit(size)
  if (rows.length === 0) throw new ApiError('invalid-input', 'None of these videos is ready to go on.')
  return rows.map(({ id }) => id)
}
