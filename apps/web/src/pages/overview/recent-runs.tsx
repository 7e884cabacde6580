/** The newest evaluation runs with their average, which never comes without its metric set. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useProjectId } from '../../shell/project.js'
import type { EvalRunView } from '../../api-types.js'
import { StateBadge } from '../../components/badges.js'
import { FailureNote } from '../../components/failure-note.js'
import { Panel } from '../../components/panel.js'
import { Rehearsal } from '../../components/rehearsal.js'
import { RowsSkeleton } from '../../components/skeletons.js'
import { ago, count, score } from '../../format.js'
import { valueOf } from '../evaluations/scores.js'
import { trpc } from '../../trpc.js'
import classes from './rows.module.css'

export function RecentRuns() {
  const projectId = useProjectId()
  const runs = useQuery(trpc.evals.list.queryOptions({ projectId, limit: 5 }))
  return (
    <Panel title="Recent evaluation runs" actions={<Link to="/evaluations">Leaderboard</Link>} isFlush>
      {runs.isPending ? <RowsSkeleton /> : null}
      {runs.error ? <FailureNote error={runs.error} onRetry={() => void runs.refetch()} /> : null}
      {runs.data?.items.length === 0 ? (
        <p className={classes.none}>
          None yet.{' '}
          <Link to="/evaluations" search={{ isNew: true }}>
            Start one
          </Link>
        </p>
      ) : null}
      <ul className={classes.list}>
        {runs.data?.items.map((run) => (
          <RunRow key={run.id} run={run} />
        ))}
      </ul>
    </Panel>
  )
}

function RunRow({ run }: { run: EvalRunView }) {
  const average = valueOf(run.row?.average)
  return (
    <li>
      <Link to="/evaluations/$runId" params={{ runId: run.id }} className={classes.row}>
        <span className={classes.main}>
          <span className="truncate">
            {run.name} {run.isRehearsal ? <Rehearsal isShort /> : null}
          </span>
          <span className={classes.sub}>
            {run.responder.name} · {count(run.coverage.scored)} of {count(run.coverage.expected)} scored ·{' '}
            {ago(run.createdAt)}
          </span>
        </span>
        {average === null ? null : (
          <span>
            <span className="faint">{run.metricSetLabel}</span> <span className={classes.number}>{score(average)}</span>
          </span>
        )}
        {run.status === 'complete' ? null : <StateBadge state={run.status} />}
      </Link>
    </li>
  )
}
