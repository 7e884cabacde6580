/**
 * Differences of two runs on one axis: a line from zero's left or right for each metric's interval, a dot for its
 * estimate. Solid where the adjusted p is below 5 %, hollow where luck could have made it.
 */
import type { EvalComparison } from '../api-types.js'
import { signed } from '../format.js'
import classes from './difference-intervals.module.css'

export interface DifferenceRow {
  label: string
  name: string
  comparison: EvalComparison['average']
  pValue: number | null
}

export function DifferenceIntervals({ rows }: { rows: DifferenceRow[] }) {
  const bounds = rows.flatMap(({ comparison: { interval } }) =>
    interval.status === 'estimated' ? [Math.abs(interval.low), Math.abs(interval.high)] : [],
  )
  const reach = niceReach(Math.max(1, ...bounds))
  const at = (value: number) => `${50 + (value / reach) * 50}%`
  const marks = [-reach, -reach / 2, 0, reach / 2, reach]
  return (
    <div className={classes.plot} role="img" aria-label="Differences with their intervals; the table has the numbers">
      {rows.map((row) => (
        <div key={row.label} className={classes.row} title={row.name}>
          <span className={classes.name}>{row.label}</span>
          <span className={classes.axis}>
            {marks.map((mark) => (
              <span
                key={mark}
                className={classes.grid}
                data-zero={mark === 0 || undefined}
                style={{ left: at(mark) }}
              />
            ))}
            <Mark row={row} at={at} />
          </span>
        </div>
      ))}
      <div className={classes.row} aria-hidden>
        <span />
        <span className={classes.axis}>
          {marks.map((mark) => (
            <span key={mark} className={classes.mark} style={{ left: at(mark) }}>
              {mark === 0 ? '0' : signed(mark, 0)}
            </span>
          ))}
        </span>
      </div>
    </div>
  )
}

function Mark({ row: { comparison, pValue }, at }: { row: DifferenceRow; at: (value: number) => string }) {
  const { interval } = comparison
  if (interval.status === 'undefined') return null
  const side = interval.estimate > 0 ? 'a' : 'b'
  return (
    <>
      <span
        className={classes.interval}
        data-side={side}
        style={{ left: at(interval.low), right: `calc(100% - ${at(interval.high)})` }}
      />
      <span
        className={classes.dot}
        data-side={side}
        data-sure={(pValue !== null && pValue < 0.05) || undefined}
        style={{ left: at(interval.estimate) }}
      />
    </>
  )
}

/** 2, 4, 10, 20, 40, 100: half of it is a whole number. */
function niceReach(most: number): number {
  return [2, 4, 10, 20, 40].find((reach) => most <= reach) ?? 100
}
