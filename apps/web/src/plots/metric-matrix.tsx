/** A table that is also a heat map: depth of colour is the score, hatching is what has no score. */
import { UnstyledButton } from '@mantine/core'
import type { EvalMatrix, EvalRunView, MatrixRow } from '../api-types.js'
import { StateBadge } from '../components/badges.js'
import { score } from '../format.js'
import { metricValue } from '../pages/evaluations/scores.js'
import classes from './metric-matrix.module.css'

interface Props {
  run: EvalRunView
  metrics: EvalMatrix['metrics']
  rows: MatrixRow[]
  onOpen: (questionId: string, metric: string | undefined) => void
}

export function MetricMatrix({ run, metrics, rows, onOpen }: Props) {
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col" className={classes.question}>
              Question
            </th>
            {metrics.map((metric) => (
              <th key={metric.metric} scope="col" title={metric.name}>
                {metric.label}
              </th>
            ))}
          </tr>
          <tr className={classes.means}>
            <th scope="row" className={classes.question}>
              Mean of the run
            </th>
            {metrics.map((metric) => (
              <td key={metric.metric}>{score(metricValue(run.row, metric.metric))}</td>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.questionId}>
              <th scope="row" className={classes.question}>
                <UnstyledButton className={classes.open} onClick={() => onOpen(row.questionId, undefined)}>
                  <span className="faint">{row.index + 1}</span>
                  <span className={classes.text}>{row.text}</span>
                  {row.responseStatus === 'answered' ? null : <StateBadge state={row.responseStatus} />}
                </UnstyledButton>
              </th>
              {metrics.map((metric) => (
                <Cell key={metric.metric} row={row} metric={metric.metric} name={metric.name} onOpen={onOpen} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className={classes.legend}>
        <span>0</span>
        <span className={classes.ramp} />
        <span>100</span>
        <span className={classes.sample} data-hatched /> some or all judgements have no score
      </div>
    </div>
  )
}

interface CellProps {
  row: MatrixRow
  metric: string
  name: string
  onOpen: Props['onOpen']
}

function Cell({ row, metric, name, onOpen }: CellProps) {
  const cell = row.cells.find((candidate) => candidate.metric === metric)
  const mean = cell?.mean ?? null
  const coverage = cell?.coverage ?? { scored: 0, expected: 0 }
  const isWhole = coverage.expected > 0 && coverage.scored === coverage.expected
  const words = `${name}: ${mean === null ? 'no score' : mean.toFixed(1)}, ${coverage.scored} of ${coverage.expected} judgements scored`
  return (
    <td className={classes.cell} data-hatched={!isWhole || undefined}>
      <UnstyledButton
        className={classes.value}
        style={
          mean === null ? undefined : ({ '--depth': `${Math.round((mean / 100) ** 2 * 76)}%` } as React.CSSProperties)
        }
        data-deep={(mean ?? 0) > 80 || undefined}
        data-empty={mean === null || undefined}
        title={words}
        aria-label={words}
        onClick={() => onOpen(row.questionId, metric)}
      >
        {mean === null ? '–' : mean.toFixed(0)}
      </UnstyledButton>
    </td>
  )
}
