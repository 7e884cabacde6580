/** A training loss by step, with the evaluation loss beside it. A loss that was no number leaves a gap, and is counted below. */
import { LineChart } from '@mantine/charts'
import '@mantine/charts/styles.css'
import type { TrainingPointView } from '../api-types.js'
import { count, plural } from '../format.js'
import classes from './loss-curve.module.css'

interface Props {
  points: TrainingPointView[]
  totalSteps: number | null
}

export function LossCurve({ points, totalSteps }: Props) {
  const data = points.map(({ step, loss, evalLoss }) => ({ step, loss, evaluation: evalLoss }))
  const hasEvaluation = points.some((point) => point.evalLoss !== null)
  const broken = points.filter((point) => point.isBroken).length
  const last = points.findLast((point) => point.loss !== null)
  const label = `Training loss over ${count(points.at(-1)?.step)} steps, now ${last?.loss?.toFixed(3) ?? 'unknown'}`
  return (
    <figure className={classes.figure} role="img" aria-label={label}>
      <LineChart
        h={220}
        data={data}
        dataKey="step"
        series={[
          { name: 'loss', label: 'Loss', color: 'var(--accent)' },
          ...(hasEvaluation ? [{ name: 'evaluation', label: 'Evaluation loss', color: 'var(--calm)' }] : []),
        ]}
        curveType="linear"
        withDots={points.length < 40}
        withLegend={hasEvaluation}
        connectNulls={hasEvaluation}
        strokeWidth={1.5}
        lineProps={{ isAnimationActive: false }}
        xAxisProps={{
          type: 'number',
          domain: [0, totalSteps ?? 'dataMax'],
          tickFormatter: (step: number) => count(step),
        }}
        yAxisProps={{ domain: ['auto', 'auto'], width: 40, tickFormatter: (loss: number) => loss.toFixed(1) }}
        valueFormatter={(value) => value.toFixed(4)}
      />
      {broken > 0 ? (
        <figcaption className={classes.broken}>{plural(broken, 'step')} with a loss that is no number</figcaption>
      ) : null}
    </figure>
  )
}
