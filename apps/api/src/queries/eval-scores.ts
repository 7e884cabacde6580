/**
 * Leaderboard rows from judgement rows. The arithmetic is the eval package's; here the rows are read, once per
 * state of a run: a run whose judgements have not changed since is not read again.
 */
import {
  leaderboardRow,
  metricSets,
  type EvidenceKind,
  type JudgementRow,
  type LeaderboardRow,
  type MetricId,
} from '@video2roleplay/eval'
import { asc, eq, inArray, sql } from 'drizzle-orm'
import { selectRows, type Database } from '../db/database.js'
import { judgements, questions, type evalRuns } from '../db/schema.js'

export type Run = typeof evalRuns.$inferSelect

export interface JudgementCounts {
  metric: string
  scored: number
  settled: number
  expected: number
}

/** Per run and metric, for all runs of a page at once. */
export async function countJudgements(db: Database, runIds: string[]): Promise<Map<string, JudgementCounts[]>> {
  if (runIds.length === 0) return new Map()
  const count = (filter: string) =>
    sql<number>`count(*) filter (where ${judgements.status} ${sql.raw(filter)})`.mapWith(Number)
  const rows = await db
    .select({
      runId: judgements.runId,
      metric: judgements.metric,
      scored: count(`= 'scored'`),
      settled: count(`in ('scored', 'unscored', 'skipped')`),
      expected: sql<number>`count(*)`.mapWith(Number),
    })
    .from(judgements)
    .where(inArray(judgements.runId, runIds))
    .groupBy(judgements.runId, judgements.metric)
  return Map.groupBy(rows, (row) => row.runId)
}

const rowsKept = 200
const kept = new Map<string, { stamp: string; row: LeaderboardRow }>()

export async function loadLeaderboardRow(
  db: Database,
  run: Run,
  names: { responder: string; judges: ReadonlyMap<string, { name: string }> },
  counts: JudgementCounts[],
): Promise<LeaderboardRow | null> {
  if (counts.every((count) => count.settled === 0)) return null
  const judgeName = (id: string) => names.judges.get(id)?.name ?? id
  const stamp = stampOf(counts, [names.responder, ...run.judgeModelIds.map(judgeName)])
  const before = kept.get(run.id)
  if (before?.stamp === stamp) return before.row

  const asked = await loadRunQuestions(db, run)
  const row = leaderboardRow(await loadJudgementRows(db, run.id), {
    model: names.responder,
    metricSet: run.metricSet,
    questionIds: asked.map(({ id }) => id),
    judges: run.judgeModelIds,
    rounds: run.rounds,
    judgeName,
  })
  if (kept.size >= rowsKept) kept.delete(kept.keys().next().value!)
  kept.set(run.id, { stamp, row })
  return row
}

/** Changes whenever a judgement is settled: no settled judgement is ever written over. */
export function stampOf(counts: JudgementCounts[], names: string[] = []): string {
  const places = counts.map((count) => [count.metric, count.scored, count.settled, count.expected])
  return JSON.stringify([names, places.toSorted()])
}

/** In their order. */
export function loadRunQuestions(db: Database, run: Run): Promise<{ id: string; videoId: string | null }[]> {
  return db
    .select({ id: questions.id, videoId: questions.videoId })
    .from(questions)
    .where(eq(questions.questionSetId, run.questionSetId))
    .orderBy(asc(questions.index))
}

/** Written by hand: drizzle's mapping of fifteen thousand rows costs more than the query. */
export async function loadJudgementRows(db: Database, runId: string): Promise<JudgementRow[]> {
  const rows = await selectRows<{
    question_id: string
    metric: MetricId
    judge: string
    round: number
    status: JudgementRow['status']
    score: number | null
    evidence_kind: EvidenceKind | null
    is_rehearsal: boolean
  }>(
    db,
    sql`select r.question_id, j.metric, j.judge_model_id as judge, j.round, j.status, j.score, j.evidence_kind,
        m.provider = 'rehearsal' as is_rehearsal
      from judgements j join responses r on r.id = j.response_id join models m on m.id = j.judge_model_id
      where j.run_id = ${runId} and j."order" = 0`,
  )
  return rows.map((row) => {
    const place = {
      questionId: row.question_id,
      metric: row.metric,
      judge: row.judge,
      round: Number(row.round),
      isRehearsal: row.is_rehearsal,
      ...(row.evidence_kind !== null && { evidenceKind: row.evidence_kind }),
    }
    return row.status === 'scored'
      ? { ...place, status: row.status, score: row.score! }
      : { ...place, status: row.status }
  })
}

export function metricsOf(metricSet: Run['metricSet']): MetricId[] {
  return metricSets[metricSet].metrics
}
