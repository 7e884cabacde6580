/**
 * One letter for the runs that were compared with each other and cannot be told apart. Groups are numbered anew among
 * the runs with the same questions, judges and rounds, so the letter takes all of these in; a run alone gets none.
 */
import type { EvalRunView } from '../api-types.js'

export type Compared = Pick<
  EvalRunView,
  'id' | 'questionSet' | 'judges' | 'rounds' | 'metricSet' | 'isRehearsal' | 'tieGroup'
>

export function tieLetters(runs: Compared[]): Map<string, string> {
  const groups = Map.groupBy(
    runs.filter(({ tieGroup }) => tieGroup !== undefined),
    (run) =>
      JSON.stringify([
        run.questionSet.id,
        run.judges.map(({ id }) => id).toSorted(),
        run.rounds,
        run.metricSet,
        run.isRehearsal,
        run.tieGroup,
      ]),
  )
  const tied = [...groups.values()].filter((group) => group.length > 1)
  return new Map(
    tied.flatMap((group, index) =>
      group.map(({ id }) => [id, String.fromCharCode(65 + (index % 26))] satisfies [string, string]),
    ),
  )
}
