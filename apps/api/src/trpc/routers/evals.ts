/** Evaluation runs (section 5): plan, estimate, watch, read. */
import { MetricId, MetricSetId, metricSets, rankRows } from '@video2roleplay/eval'
import { and, asc, eq } from 'drizzle-orm'
import * as z from 'zod'
import { publishedRows } from '../../db/schema.js'
import { compareEvalRuns } from '../../queries/eval-compare.js'
import { checkGates } from '../../queries/eval-gates.js'
import { reportFormats, reportRuns } from '../../queries/eval-report.js'
import { listRuns, loadRun, metricHeads } from '../../queries/eval-runs.js'
import { loadEvalResponse } from '../../queries/eval-response.js'
import { withIntervals, withTieGroups } from '../../queries/eval-uncertainty.js'
import { listJudgements, loadMatrix } from '../../queries/judgements.js'
import { PageInput } from '../../queries/pages.js'
import type {
  EvalComparison,
  EvalEstimate,
  EvalGates,
  EvalMatrix,
  EvalReport,
  EvalResponseView,
  EvalRunView,
  JudgementView,
  Leaderboard,
} from '../../views/evals.js'
import type { Page } from '../../views/page.js'
import { estimateEvaluation, NewEvaluation, startEvaluation } from '../../workflows/start-evaluation.js'
import { found } from '../found.js'
import { editorProcedure, router, viewerProcedure } from '../procedures.js'

const runsOnLeaderboard = 100

const Gated = z.object({
  runIds: z.array(z.uuid()).max(100),
  /** `overall<70`, `fluency<60`, `regression:<run id>`. */
  gates: z.array(z.string().max(200)).max(50).default([]),
  alpha: z.number().gt(0).lt(1).default(0.05),
})

export const evalsRouter = router({
  create: editorProcedure
    .input(NewEvaluation)
    .mutation(({ ctx, input }): Promise<{ runIds: string[]; jobIds: string[] }> =>
      startEvaluation(ctx.services, input),
    ),

  estimate: viewerProcedure
    .input(NewEvaluation)
    .query(({ ctx, input }): Promise<EvalEstimate> => estimateEvaluation(ctx.services, input)),

  list: viewerProcedure
    .input(
      PageInput.extend({
        projectId: z.uuid().optional(),
        metricSet: MetricSetId.optional(),
        questionSetId: z.uuid().optional(),
      }),
    )
    .query(({ ctx, input }): Promise<Page<EvalRunView>> => listRuns(ctx.services.db, input, input)),

  get: viewerProcedure.input(z.object({ id: z.uuid() })).query(async ({ ctx, input }): Promise<EvalRunView> => {
    const { db } = ctx.services
    const run = found(await loadRun(db, input.id), 'This run')
    return found((await withIntervals(db, [run]))[0], 'This run')
  }),

  /** One metric set at a time: averages over seven and over eight metrics are never ranked together. */
  leaderboard: viewerProcedure
    .input(
      z.object({
        projectId: z.uuid().optional(),
        metricSet: MetricSetId.default('main7'),
        questionSetId: z.uuid().optional(),
      }),
    )
    .query(async ({ ctx, input }): Promise<Leaderboard> => {
      const { db } = ctx.services
      const [page, published] = await Promise.all([
        listRuns(db, input, { limit: runsOnLeaderboard }),
        db
          .select()
          .from(publishedRows)
          .where(and(eq(publishedRows.metricSet, input.metricSet)))
          .orderBy(asc(publishedRows.table), asc(publishedRows.index)),
      ])
      const measured = page.items.filter((run) => run.row !== null)
      const comparable = measured.flatMap(({ id, row }) => (row?.comparability.isComparable ? [{ id, row }] : []))
      const ranks = rankRows(comparable.map(({ row }) => row))
      return {
        metricSet: input.metricSet,
        averageLabel: metricSets[input.metricSet].averageLabel,
        metrics: metricHeads(input.metricSet),
        measured: (await withTieGroups(db, measured)).toSorted((a, b) => averageOf(b) - averageOf(a)),
        ranks: Object.fromEntries(comparable.flatMap(({ id }, index) => (ranks[index] ? [[id, ranks[index]]] : []))),
        published,
      }
    }),

  compare: viewerProcedure
    .input(z.object({ a: z.uuid(), b: z.uuid() }))
    .query(({ ctx, input }): Promise<EvalComparison> => compareEvalRuns(ctx.services.db, input.a, input.b)),

  /** With no runs it only says whether the gates can be read. */
  check: viewerProcedure.input(Gated).query(({ ctx, input }): Promise<EvalGates> => checkGates(ctx.services.db, input)),

  report: viewerProcedure
    .input(Gated.extend({ format: z.enum(reportFormats) }))
    .query(({ ctx, input }): Promise<EvalReport> => reportRuns(ctx.services.db, input)),

  matrix: viewerProcedure
    .input(PageInput.extend({ runId: z.uuid() }))
    .query(async ({ ctx, input }): Promise<EvalMatrix> =>
      found(await loadMatrix(ctx.services.db, input.runId, input), 'This run'),
    ),

  judgements: viewerProcedure
    .input(
      PageInput.extend({
        runId: z.uuid(),
        metric: MetricId.optional(),
        judgeModelId: z.uuid().optional(),
        status: z.enum(['pending', 'scored', 'unscored', 'error', 'skipped']).optional(),
        questionId: z.uuid().optional(),
      }),
    )
    .query(({ ctx, input }): Promise<Page<JudgementView>> => listJudgements(ctx.services.db, input, input)),

  response: viewerProcedure
    .input(z.object({ runId: z.uuid(), questionId: z.uuid() }))
    .query(async ({ ctx, input }): Promise<EvalResponseView> =>
      found(await loadEvalResponse(ctx.services.db, input), 'This response'),
    ),
})

/** Runs without an average stand last; they have no place among numbers. */
function averageOf(run: EvalRunView): number {
  return run.row?.average.status === 'scored' ? run.row.average.value : Number.NEGATIVE_INFINITY
}
