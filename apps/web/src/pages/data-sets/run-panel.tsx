/** One training run: its loss as it falls, what it is, its log, and the model that came of it. */
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import type { TrainingRunView } from '../../api-types.js'
import { StateBadge } from '../../components/badges.js'
import { Facts } from '../../components/facts.js'
import { Panel } from '../../components/panel.js'
import { ago, count } from '../../format.js'
import { trpc } from '../../trpc.js'
import { RunLog } from './run-log.js'
import { RunModel } from './run-model.js'
import classes from './version.module.css'

/** The plot library is larger than the rest of the page, and needed only where there is a curve. */
const LossCurve = lazy(async () => ({ default: (await import('../../plots/loss-curve.js')).LossCurve }))

const loss = (value: number | null) => (value === null ? '–' : value.toFixed(3))

export function RunPanel({ run }: { run: TrainingRunView }) {
  const points = useQuery(
    trpc.training.points.queryOptions(
      { id: run.id },
      { enabled: run.steps > 0, refetchInterval: run.status === 'running' ? 2_000 : false },
    ),
  )
  return (
    <Panel title={run.name} note={ago(run.createdAt)} actions={<StateBadge state={run.status} />}>
      {points.data && points.data.length > 0 ? (
        <Suspense fallback={<Skeleton height={220} mb="sm" />}>
          <LossCurve points={points.data} totalSteps={run.totalSteps} />
        </Suspense>
      ) : null}
      <Facts
        facts={[
          ['Trainer', run.trainer],
          ['Step', `${count(run.steps)}${run.totalSteps === null ? '' : ` of ${count(run.totalSteps)}`}`],
          ['Loss', `${loss(run.firstLoss)} → ${loss(run.lastLoss)}`],
          ['Frame labels', run.frameLabelStyle.replace('{i}', '1')],
          ...Object.entries(run.facts).map(([name, value]): [string, string] => [name, String(value)]),
          run.statusReason === null ? null : ['Note', run.statusReason],
          run.model === null ? null : ['Model', run.model.name],
        ]}
      />
      <div className={classes.steps}>
        <RunLog run={run} />
        {run.model === null && run.status !== 'running' ? <RunModel run={run} /> : null}
      </div>
    </Panel>
  )
}
