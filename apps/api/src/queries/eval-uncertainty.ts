/**
 * How sure a leaderboard is (section 5): an interval for each score, and which runs cannot be told apart. The arithmetic
 * is the eval package's; a run is resampled once for each state of its judgements, and others get a turn in between.
 */
import { setImmediate as othersTurn } from 'node:timers/promises'
import { groupAverages, questionAverages, rowIntervals, type Interval } from '@video2roleplay/eval'
import { inArray } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { evalRuns } from '../db/schema.js'
import type { EvalRunView, ScoreInterval } from '../views/evals.js'
import { countJudgements, loadJudgementRows, loadRunQuestions, stampOf, type Run } from './eval-scores.js'

interface RunUncertainty {
  intervals: Record<string, ScoreInterval>
  questionIds: string[]
  /** The video of a question; its own id where it has none. */
  clusters: Map<string, string>
  averages: (number | undefined)[]
}

/** Each run with its intervals, as far as it has ended and has a score. */
export async function withIntervals(db: Database, views: EvalRunView[]): Promise<EvalRunView[]> {
  const known = await loadUncertainties(db, views)
  return views.map((view) => {
    const intervals = known.get(view.id)?.uncertainty.intervals
    return intervals === undefined ? view : { ...view, intervals }
  })
}

/**
 * The runs of a leaderboard, with intervals and groups of ties. Only runs with the same questions, judges and rounds
 * are compared, and a rehearsal only with rehearsals.
 */
export async function withTieGroups(db: Database, views: EvalRunView[]): Promise<EvalRunView[]> {
  const known = await loadUncertainties(db, views)
  const comparable = views.flatMap((view) => {
    const one = known.get(view.id)
    return one !== undefined && view.row?.comparability.isComparable === true ? [one] : []
  })
  const groups = new Map<string, number>()
  for (const peers of Map.groupBy(comparable, ({ run }) => peersKey(run)).values()) {
    const [first] = peers
    if (first === undefined || peers.length < 2) continue
    const { questionIds, clusters } = first.uncertainty
    const rows = peers.map(({ run, uncertainty }) => ({ model: run.id, averages: uncertainty.averages }))
    const grouped = groupAverages(rows, { questionIds, clusterOf: (id) => clusters.get(id) ?? id })
    for (const { model, group } of grouped) groups.set(model, group)
  }
  return views.map((view) => {
    const intervals = known.get(view.id)?.uncertainty.intervals
    const tieGroup = groups.get(view.id)
    return { ...view, ...(intervals && { intervals }), ...(tieGroup !== undefined && { tieGroup }) }
  })
}

function peersKey(run: Run): string {
  const { questionSetId, metricSet, rounds, isRehearsal } = run
  return JSON.stringify([questionSetId, metricSet, rounds, isRehearsal, run.judgeModelIds.toSorted()])
}

async function loadUncertainties(
  db: Database,
  views: EvalRunView[],
): Promise<Map<string, { run: Run; uncertainty: RunUncertainty }>> {
  const ended = views.filter(({ row, status }) => row !== null && status !== 'queued' && status !== 'running')
  const ids = ended.map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const [runs, counts] = await Promise.all([
    db.select().from(evalRuns).where(inArray(evalRuns.id, ids)),
    countJudgements(db, ids),
  ])
  const loaded = new Map<string, { run: Run; uncertainty: RunUncertainty }>()
  for (const run of runs)
    loaded.set(run.id, { run, uncertainty: await remembered(db, run, stampOf(counts.get(run.id) ?? [])) })
  return loaded
}

const runsKept = 200
const kept = new Map<string, { stamp: string; uncertainty: Promise<RunUncertainty> }>()

function remembered(db: Database, run: Run, stamp: string): Promise<RunUncertainty> {
  const before = kept.get(run.id)
  if (before?.stamp === stamp) return before.uncertainty
  const uncertainty = measure(db, run)
  if (kept.size >= runsKept) kept.delete(kept.keys().next().value!)
  kept.set(run.id, { stamp, uncertainty })
  uncertainty.catch(() => kept.delete(run.id))
  return uncertainty
}

async function measure(db: Database, run: Run): Promise<RunUncertainty> {
  const [asked, rows] = await Promise.all([loadRunQuestions(db, run), loadJudgementRows(db, run.id)])
  const questionIds = asked.map(({ id }) => id)
  const clusters = new Map(asked.map(({ id, videoId }) => [id, videoId ?? id]))
  const options = {
    questionIds,
    judges: run.judgeModelIds,
    rounds: run.rounds,
    metricSet: run.metricSet,
    clusterOf: (id: string) => clusters.get(id) ?? id,
  }
  await othersTurn()
  const { average, metrics } = rowIntervals(rows, options)
  await othersTurn()
  const averages = questionAverages(rows, options)
  const intervals: [string, Interval][] = [
    ['average', average],
    ...metrics.map((one) => [one.metric, one.interval] as [string, Interval]),
  ]
  return {
    intervals: Object.fromEntries(intervals.flatMap(([name, interval]) => toView(name, interval))),
    questionIds,
    clusters,
    averages,
  }
}

/** One video alone says nothing about others: there is no interval then. */
function toView(name: string, interval: Interval): [string, ScoreInterval][] {
  if (interval.status === 'undefined') return []
  const { low, high, confidence, items, clusters } = interval
  return [[name, { low, high, confidence, method: 'cluster-bootstrap', n: items, clusters }]]
}
