/** Jobs that are not over, live. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useProjectId } from '../../shell/project.js'
import type { JobView } from '../../api-types.js'
import { StateBadge } from '../../components/badges.js'
import { FailureNote } from '../../components/failure-note.js'
import { isActive, jobTitle } from '../../components/job-words.js'
import { Panel } from '../../components/panel.js'
import { ProgressLine } from '../../components/progress-line.js'
import { RowsSkeleton } from '../../components/skeletons.js'
import { ago } from '../../format.js'
import { trpc } from '../../trpc.js'
import classes from './rows.module.css'

export function RunningJobs() {
  const projectId = useProjectId()
  const jobs = useQuery(trpc.jobs.list.queryOptions({ projectId, limit: 40 }))
  const items = jobs.data?.items ?? []
  const active = items.filter((job) => isActive(job.state)).toSorted((a, b) => rank(a) - rank(b))
  const shown = (active.length > 0 ? active : items).slice(0, 6)
  return (
    <Panel
      title={active.length > 0 ? 'Running now' : 'Latest jobs'}
      note={active.length > 6 ? `${active.length} in all` : null}
      actions={<Link to="/jobs">All jobs</Link>}
      isFlush
    >
      {jobs.isPending ? <RowsSkeleton /> : null}
      {jobs.error ? <FailureNote error={jobs.error} onRetry={() => void jobs.refetch()} /> : null}
      {jobs.data && shown.length === 0 ? <p className={classes.none}>Nothing has run yet.</p> : null}
      <ul className={classes.list}>
        {shown.map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </ul>
    </Panel>
  )
}

const rank = (job: JobView): number => (job.state === 'running' ? 0 : job.state === 'waiting' ? 1 : 2)

function JobRow({ job }: { job: JobView }) {
  return (
    <li>
      <Link to="/jobs" search={{ job: job.id }} className={classes.row}>
        <span className={classes.main}>
          <span className="truncate">{jobTitle(job)}</span>
          {isActive(job.state) ? (
            <ProgressLine job={job} />
          ) : (
            <span className={classes.sub}>{ago(job.finishedAt)}</span>
          )}
        </span>
        <StateBadge state={job.state} />
      </Link>
    </li>
  )
}
