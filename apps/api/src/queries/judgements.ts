/** Judgements one by one, and as a matrix of questions by metrics. */
import { metrics, type MetricId } from '@video2roleplay/eval'
import { and, asc, eq, gt, inArray, sql, type SQL } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { evalRuns, judgements, modelCalls, models, questions, responses, videos } from '../db/schema.js'
import type { EvalMatrix, JudgementStatus, JudgementView } from '../views/evals.js'
import type { Page } from '../views/page.js'
import { metricHeads } from './eval-runs.js'
import { imageUrl } from './images.js'
import { pageById, toPage, type PageRequest } from './pages.js'

export interface JudgementFilter {
  runId: string
  metric?: string
  judgeModelId?: string
  status?: JudgementStatus
  questionId?: string
}

/** In the order in which they were made. */
export function listJudgements(db: Database, filter: JudgementFilter, page: PageRequest): Promise<Page<JudgementView>> {
  const select = (begin: SQL | undefined, limit: number) =>
    selectJudgements(
      db,
      and(
        eq(judgements.runId, filter.runId),
        filter.metric ? eq(judgements.metric, filter.metric) : undefined,
        filter.judgeModelId ? eq(judgements.judgeModelId, filter.judgeModelId) : undefined,
        filter.status ? eq(judgements.status, filter.status) : undefined,
        filter.questionId ? eq(responses.questionId, filter.questionId) : undefined,
        begin,
      ),
      limit,
    )
  return pageById(page, judgements.id, select, 'oldest')
}

export async function selectJudgements(db: Database, where: SQL | undefined, limit: number): Promise<JudgementView[]> {
  const rows = await db
    .select({
      judgement: judgements,
      questionId: responses.questionId,
      question: questions.text,
      response: responses.text,
      judgeName: models.name,
      provider: models.provider,
      /** The judge's last answer, as the ledger holds it. */
      rawReply: modelCalls.text,
      droppedParameters: modelCalls.droppedParameters,
      reportedModel: modelCalls.reportedModel,
    })
    .from(judgements)
    .innerJoin(responses, eq(responses.id, judgements.responseId))
    .innerJoin(questions, eq(questions.id, responses.questionId))
    .innerJoin(models, eq(models.id, judgements.judgeModelId))
    .leftJoin(modelCalls, eq(modelCalls.id, sql`(${judgements.callIds} ->> -1)::uuid`))
    .where(where)
    .orderBy(asc(judgements.id))
    .limit(limit)
  return rows.map(({ judgement, ...row }) => ({
    id: judgement.id,
    questionId: row.questionId,
    question: row.question,
    responseId: judgement.responseId,
    response: row.response,
    metric: judgement.metric,
    metricLabel: metrics[judgement.metric as MetricId].shortName,
    promptId: judgement.promptId,
    judge: { id: judgement.judgeModelId, name: row.judgeName, isRehearsal: row.provider === 'rehearsal' },
    round: judgement.round,
    status: judgement.status,
    score: judgement.score,
    reason: judgement.reason,
    rationale: judgement.rationale,
    evidence: judgement.evidence ?? [],
    evidenceKind: judgement.evidenceKind,
    parsePath: judgement.parsePath,
    rawReply: row.rawReply,
    droppedParameters: row.droppedParameters ?? [],
    reportedModel: row.reportedModel,
    callIds: judgement.callIds ?? [],
    settledAt: judgement.settledAt?.toISOString() ?? null,
  }))
}

/** A page of questions; a cell is the mean over judges of their mean over rounds, and has none where a judge has none. */
export async function loadMatrix(
  db: Database,
  runId: string,
  page: { cursor?: string | null; limit: number },
): Promise<EvalMatrix | null> {
  const [run] = await db.select({ metricSet: evalRuns.metricSet }).from(evalRuns).where(eq(evalRuns.id, runId))
  if (!run) return null
  const rows = await db
    .select({
      responseId: responses.id,
      status: responses.status,
      questionId: questions.id,
      index: questions.index,
      text: questions.text,
      videoName: videos.displayName,
      posterSha256: videos.posterSha256,
    })
    .from(responses)
    .innerJoin(questions, eq(questions.id, responses.questionId))
    .leftJoin(videos, eq(videos.id, questions.videoId))
    .where(and(eq(responses.runId, runId), page.cursor ? gt(questions.index, Number(page.cursor)) : undefined))
    .orderBy(asc(questions.index))
    .limit(page.limit + 1)
  const cells = await loadCells(
    db,
    rows.map((row) => row.responseId),
  )
  const heads = metricHeads(run.metricSet)
  return {
    metrics: heads,
    ...toPage(
      rows,
      page.limit,
      (row) => ({
        questionId: row.questionId,
        index: row.index,
        text: row.text,
        videoName: row.videoName,
        posterUrl: imageUrl(row.posterSha256),
        responseStatus: row.status,
        cells: heads.map(({ metric }) => {
          const cell = cells.get(`${row.responseId} ${metric}`)
          return {
            metric,
            mean: cell?.mean ?? null,
            coverage: { scored: cell?.scored ?? 0, expected: cell?.expected ?? 0 },
          }
        }),
      }),
      (row) => String(row.index),
    ),
  }
}

async function loadCells(
  db: Database,
  responseIds: string[],
): Promise<Map<string, { mean: number | null; scored: number; expected: number }>> {
  if (responseIds.length === 0) return new Map()
  const byJudge = db
    .select({
      responseId: judgements.responseId,
      metric: judgements.metric,
      mean: sql<number | null>`avg(${judgements.score}) filter (where ${judgements.status} = 'scored')`.as(
        'judge_mean',
      ),
      scored: sql<number>`count(*) filter (where ${judgements.status} = 'scored')`.as('judge_scored'),
      expected: sql<number>`count(*)`.as('judge_expected'),
    })
    .from(judgements)
    .where(inArray(judgements.responseId, responseIds))
    .groupBy(judgements.responseId, judgements.metric, judgements.judgeModelId)
    .as('by_judge')
  const rows = await db
    .select({
      responseId: byJudge.responseId,
      metric: byJudge.metric,
      mean: sql<number | null>`case when bool_and(${byJudge.mean} is not null) then avg(${byJudge.mean}) end`.mapWith(
        Number,
      ),
      scored: sql<number>`sum(${byJudge.scored})`.mapWith(Number),
      expected: sql<number>`sum(${byJudge.expected})`.mapWith(Number),
    })
    .from(byJudge)
    .groupBy(byJudge.responseId, byJudge.metric)
  return new Map(rows.map((row) => [`${row.responseId} ${row.metric}`, row]))
}
