/**
 * Which neighbours in Table 2 can be told apart at all? Every two runs are compared on the questions both have, with the
 * video as the unit; p-values are corrected for the number of pairs (Holm), and rows that their group's leader does
 * not significantly beat share a group.
 */
import * as z from 'zod'
import { holm } from './corrections.js'
import type { JudgementRow } from './judgement-row.js'
import { clusterTTest } from './paired-tests.js'
import { meanOf } from './score.js'
import { tieGroups } from './tie-groups.js'
import { questionAverages, type UncertaintyOptions } from './uncertainty.js'

export interface RunJudgements {
  model: string
  rows: readonly JudgementRow[]
}

export interface RunAverages {
  model: string
  /** One for each question of the plan, in its order. */
  averages: readonly (number | undefined)[]
}

export const GroupedRow = z.object({
  model: z.string(),
  /** Over the questions with a score under every metric of the set. */
  average: z.number(),
  /** From 1. */
  group: z.number().int(),
})
export type GroupedRow = z.infer<typeof GroupedRow>

/** Best first. Runs without one complete question are left out. */
export function leaderboardGroups(
  runs: readonly RunJudgements[],
  options: UncertaintyOptions & { alpha?: number },
): GroupedRow[] {
  const averaged = runs.map(({ model, rows }) => ({ model, averages: questionAverages(rows, options) }))
  return groupAverages(averaged, options)
}

/** The same for runs whose rows were averaged before: see `questionAverages`. */
export function groupAverages(
  runs: readonly RunAverages[],
  options: Pick<UncertaintyOptions, 'questionIds' | 'clusterOf'> & { alpha?: number },
): GroupedRow[] {
  const alpha = options.alpha ?? 0.05
  const ranked = runs
    .flatMap(({ model, averages }) => {
      const known = averages.filter((average) => average !== undefined)
      return known.length === 0 ? [] : [{ model, averages, average: meanOf(known) }]
    })
    .toSorted((a, b) => b.average - a.average)
  const pairs = ranked.flatMap((a, index) =>
    ranked.slice(index + 1).map((b) => ({ a: a.model, b: b.model, p: pairP(a, b) })),
  )
  const adjusted = holm(pairs.map(({ p }) => p))
  const different = new Set(pairs.filter((_, index) => (adjusted[index] ?? 1) <= alpha).map(({ a, b }) => key(a, b)))
  const groups = tieGroups(
    ranked.map(({ model }) => model),
    (leader, other) => different.has(key(leader, other)),
  )
  return ranked.map(({ model, average }, index) => ({ model, average, group: groups[index] ?? 1 }))

  function pairP(a: RunAverages, b: RunAverages): number {
    const rows = options.questionIds.flatMap((questionId, index) => {
      const [left, right] = [a.averages[index], b.averages[index]]
      return left === undefined || right === undefined
        ? []
        : [{ cluster: options.clusterOf(questionId), values: [left - right] }]
    })
    return clusterTTest(rows) ?? 1
  }
}

function key(a: string, b: string): string {
  return JSON.stringify([a, b])
}
