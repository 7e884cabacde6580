/** Up to three running jobs, with their bars, at the foot of the navigation. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ProgressLine } from '../components/progress-line.js'
import { jobTitle } from '../components/job-words.js'
import { trpc } from '../trpc.js'
import classes from './running-now.module.css'

export function RunningNow() {
  const running = useInfiniteQuery(
    trpc.jobs.list.infiniteQueryOptions(
      { state: 'running', limit: 3 },
      { getNextPageParam: (page) => page.nextCursor, staleTime: 5000 },
    ),
  )
  const jobs = running.data?.pages[0]?.items.filter((job) => job.state === 'running') ?? []
  if (jobs.length === 0) return null
  return (
    <div className={classes.box}>
      <div className={classes.title}>Running</div>
      {jobs.map((job) => (
        <Link key={job.id} to="/jobs" search={{ job: job.id }} className={classes.job}>
          <span className="truncate">{jobTitle(job)}</span>
          <ProgressLine job={job} isBare />
        </Link>
      ))}
    </div>
  )
}
