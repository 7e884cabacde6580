/**
 * Averages on one axis: a dot per row, and a line for its confidence interval, with the video as the unit. The band
 * is how far the dot could move if every judgement that is missing were 0 or 100; a letter joins the rows that cannot
 * be told apart. The paper's rows are hollow. The tables above and below have the same numbers.
 */
import { Panel } from '../components/panel.js'
import type { EvalRunView, Leaderboard } from '../api-types.js'
import { Rehearsal } from '../components/rehearsal.js'
import { plural, score } from '../format.js'
import { tieLetters } from './tie-letters.js'
import { modelColour } from '../theme/model-colour.js'
import { valueOf } from '../pages/evaluations/scores.js'
import classes from './leaderboard-dots.module.css'

type Interval = NonNullable<EvalRunView['intervals']>[string]

interface DotRow {
  id: string
  name: string
  value: number
  worst: number
  best: number
  interval: Interval | undefined
  /** Shared by rows that were compared and cannot be told apart. */
  tie: string | undefined
  isPublished: boolean
  isRehearsal: boolean
}

const SHOWN_PUBLISHED = 8

export function LeaderboardDots({ board }: { board: Leaderboard }) {
  const rows = dotRows(board)
  if (rows.length === 0) return null
  const low = Math.max(0, Math.floor((Math.min(...rows.map(lowest)) - 2) / 10) * 10)
  const high = Math.min(100, Math.ceil((Math.max(...rows.map(highest)) + 2) / 10) * 10)
  const at = (value: number) => `${((value - low) / (high - low)) * 100}%`
  const marks = Array.from({ length: Math.round((high - low) / 10) + 1 }, (_, index) => low + index * 10)
  return (
    <Panel
      title={`${board.averageLabel} on one axis`}
      note={`${intervalNote(rows)}${bandNote(rows)}Hollow: the paper’s best rows, measured otherwise`}
    >
      <div
        className={classes.plot}
        role="img"
        aria-label={`${board.averageLabel} of ${rows.length} rows; the tables have the numbers`}
      >
        {rows.map((row, index) => (
          <div
            key={row.id}
            className={classes.row}
            data-published={row.isPublished || undefined}
            data-first-published={(row.isPublished && index > 0 && !rows[index - 1]?.isPublished) || undefined}
          >
            <span className={classes.name}>
              {row.isRehearsal ? <Rehearsal isShort /> : null} <span className="truncate">{row.name}</span>
              {row.tie === undefined ? null : (
                <span className={classes.group} title="Rows with one letter cannot be told apart">
                  {row.tie}
                </span>
              )}
            </span>
            <span className={classes.axis}>
              {marks.map((mark) => (
                <span key={mark} className={classes.grid} style={{ left: at(mark) }} />
              ))}
              {row.worst === row.best ? null : (
                <span className={classes.band} style={{ ...span(at, row.worst, row.best), ...ink(row) }} />
              )}
              {row.interval ? (
                <span
                  className={classes.interval}
                  style={{ ...span(at, row.interval.low, row.interval.high), ...ink(row) }}
                  title={inWords(row.interval)}
                />
              ) : null}
              <span
                className={classes.dot}
                data-rehearsal={row.isRehearsal || undefined}
                style={{ left: at(row.value), ...(isMeasured(row) ? solid(row.name) : {}) }}
              />
            </span>
            <span className={classes.value}>{score(row.value)}</span>
          </div>
        ))}
        <div className={classes.row} aria-hidden>
          <span />
          <span className={classes.axis}>
            {marks.map((mark) => (
              <span key={mark} className={classes.mark} style={{ left: at(mark) }}>
                {mark}
              </span>
            ))}
          </span>
          <span />
        </div>
      </div>
    </Panel>
  )
}

const lowest = (row: DotRow): number => Math.min(row.worst, row.interval?.low ?? row.worst)
const highest = (row: DotRow): number => Math.max(row.best, row.interval?.high ?? row.best)
const span = (at: (value: number) => string, low: number, high: number) => ({
  left: at(low),
  right: `calc(100% - ${at(high)})`,
})
const ink = (row: DotRow) => ({ background: modelColour(row.name) })
const inWords = ({ low, high, confidence, n, clusters }: Interval): string =>
  `${Math.round(100 * confidence)} %: ${score(low)} to ${score(high)}, ${plural(n, 'question')} on ${plural(clusters, 'video')}`

/** What the lines are; nothing where no row has one. */
function intervalNote(rows: DotRow[]): string {
  const intervals = rows.flatMap(({ interval }) => (interval ? [interval] : []))
  const [first] = intervals
  if (!first) return ''
  const ns = intervals.map(({ n }) => n)
  const [least, most] = [Math.min(...ns), Math.max(...ns)]
  return `Line: ${Math.round(100 * first.confidence)} % interval, bootstrap over videos, n = ${least === most ? least : `${least} to ${most}`}. `
}

const bandNote = (rows: DotRow[]): string =>
  rows.some(({ worst, best }) => worst !== best) ? 'Band: if every missing judgement were 0, or 100. ' : ''

/** Only what a real model was measured at is drawn solid. */
const isMeasured = (row: DotRow): boolean => !row.isPublished && !row.isRehearsal
const solid = (name: string) => ({ borderColor: modelColour(name), background: modelColour(name) })

function dotRows(board: Leaderboard): DotRow[] {
  const ties = tieLetters(board.measured)
  const measured = board.measured.flatMap((run): DotRow[] => {
    const value = valueOf(run.row?.average)
    if (value === null) return []
    const { worst = value, best = value } = run.row?.sensitivity ?? {}
    return [
      {
        id: run.id,
        name: run.responder.name,
        value,
        worst,
        best,
        interval: run.intervals?.average,
        tie: ties.get(run.id),
        isPublished: false,
        isRehearsal: run.isRehearsal,
      },
    ]
  })
  const published = board.published
    .toSorted((a, b) => b.printedAverage - a.printedAverage)
    .slice(0, SHOWN_PUBLISHED)
    .map((row): DotRow => ({
      id: row.id,
      name: row.model,
      value: row.printedAverage,
      worst: row.printedAverage,
      best: row.printedAverage,
      interval: undefined,
      tie: undefined,
      isPublished: true,
      isRehearsal: false,
    }))
  return [...measured, ...published]
}
