/** Evaluation runs as the list, the run page and the leaderboard show them. */
import { metrics, metricSets } from '@video2roleplay/eval'
import { and, desc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { evalRuns, jobs, modelCalls, models, questions, questionSets, responses } from '../db/schema.js'
import type { EvalRunView } from '../views/evals.js'
import type { Page } from '../views/page.js'
import { costColumns, toCost } from './cost.js'
import { countJudgements, loadLeaderboardRow } from './eval-scores.js'
import { failureOfRow } from './failure-of-row.js'
import { latestJob } from './latest-job.js'
import { pageById, type PageRequest } from './pages.js'

export interface RunFilter {
  projectId?: string
  metricSet?: EvalRunView['metricSet']
  questionSetId?: string
}

export function listRuns(db: Database, filter: RunFilter, page: PageRequest): Promise<Page<EvalRunView>> {
  return pageById(page, evalRuns.id, (begin, limit) =>
    selectRuns(
      db,
      and(
        filter.projectId ? eq(evalRuns.projectId, filter.projectId) : undefined,
        filter.metricSet ? eq(evalRuns.metricSet, filter.metricSet) : undefined,
        filter.questionSetId ? eq(evalRuns.questionSetId, filter.questionSetId) : undefined,
        begin,
      ),
      limit,
    ),
  )
}

export async function loadRun(db: Database, id: string): Promise<EvalRunView | null> {
  return (await selectRuns(db, eq(evalRuns.id, id), 1))[0] ?? null
}

async function selectRuns(db: Database, where: SQL | undefined, limit: number): Promise<EvalRunView[]> {
  const latest = latestJob(db, evalRuns.id)
  const answers = db
    .select({
      total: sql<number>`count(*)`.mapWith(Number).as('answers_total'),
      done: sql<number>`count(*) filter (where ${responses.status} not in ('pending', 'failed'))`
        .mapWith(Number)
        .as('answers_done'),
    })
    .from(responses)
    .where(eq(responses.runId, evalRuns.id))
    .as('answers')
  const cost = db
    .select(costColumns)
    .from(modelCalls)
    .where(inArray(modelCalls.jobId, db.select({ id: jobs.id }).from(jobs).where(eq(jobs.subjectId, evalRuns.id))))
    .as('cost')
  const asked = db
    .select({ questions: sql<number>`count(*)`.mapWith(Number).as('questions') })
    .from(questions)
    .where(eq(questions.questionSetId, evalRuns.questionSetId))
    .as('asked')
  const rows = await db
    .select({
      run: evalRuns,
      set: { id: questionSets.id, name: questionSets.name, version: questionSets.version },
      responder: { id: models.id, name: models.name, provider: models.provider },
      job: latest.glance,
      answersTotal: answers.total,
      answersDone: answers.done,
      questions: asked.questions,
      replayed: sql<
        number | null
      >`(select sum((${jobs.result} ->> 'replayed')::int) from ${jobs} where ${jobs.subjectId} = ${evalRuns.id})`.mapWith(
        Number,
      ),
      calls: cost.calls,
      microUsd: cost.microUsd,
      unknown: cost.unknown,
    })
    .from(evalRuns)
    .innerJoin(questionSets, eq(questionSets.id, evalRuns.questionSetId))
    .innerJoin(models, eq(models.id, evalRuns.responderModelId))
    .leftJoinLateral(latest.job, sql`true`)
    .leftJoinLateral(answers, sql`true`)
    .leftJoinLateral(asked, sql`true`)
    .leftJoinLateral(cost, sql`true`)
    .where(where)
    .orderBy(desc(evalRuns.id))
    .limit(limit)

  const [judges, counts] = await Promise.all([
    modelsById(db, [...new Set(rows.flatMap(({ run }) => run.judgeModelIds))]),
    countJudgements(
      db,
      rows.map(({ run }) => run.id),
    ),
  ])
  const views: EvalRunView[] = []
  for (const { run, ...row } of rows) {
    const byMetric = counts.get(run.id) ?? []
    const total = (key: 'scored' | 'settled' | 'expected') => byMetric.reduce((sum, count) => sum + count[key], 0)
    views.push({
      id: run.id,
      projectId: run.projectId,
      name: run.name,
      status: run.status,
      error: failureOfRow(run),
      questionSet: row.set,
      responder: {
        id: row.responder.id,
        name: row.responder.name,
        isRehearsal: row.responder.provider === 'rehearsal',
      },
      judges: run.judgeModelIds.flatMap((id) => judges.get(id) ?? []),
      metricSet: run.metricSet,
      metricSetLabel: metricSets[run.metricSet].averageLabel,
      rounds: run.rounds,
      questions: row.questions ?? 0,
      settings: run.settings,
      isRehearsal: run.isRehearsal,
      progress: {
        responses: { done: row.answersDone ?? 0, total: row.answersTotal ?? 0 },
        judgements: { done: total('settled'), total: total('expected') },
      },
      row: await loadLeaderboardRow(db, run, { responder: row.responder.name, judges }, byMetric),
      coverage: {
        scored: total('scored'),
        unscored: total('settled') - total('scored'),
        expected: total('expected'),
        byMetric: metricSets[run.metricSet].metrics.map((metric) => {
          const count = byMetric.find((one) => one.metric === metric)
          return { metric, scored: count?.scored ?? 0, expected: count?.expected ?? 0 }
        }),
      },
      cost: toCost(row, row.replayed ?? 0),
      createdAt: run.createdAt.toISOString(),
      finishedAt: run.finishedAt?.toISOString() ?? null,
      job: row.job,
    })
  }
  return views
}

export async function modelsById(
  db: Database,
  ids: string[],
): Promise<Map<string, { id: string; name: string; isRehearsal: boolean }>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ id: models.id, name: models.name, provider: models.provider })
    .from(models)
    .where(inArray(models.id, ids))
  return new Map(rows.map(({ id, name, provider }) => [id, { id, name, isRehearsal: provider === 'rehearsal' }]))
}

export function metricHeads(metricSet: EvalRunView['metricSet']): { metric: string; label: string; name: string }[] {
  return metricSets[metricSet].metrics.map((metric) => ({
    metric,
    label: metrics[metric].shortName,
    name: metrics[metric].name,
  }))
}
