/** What is here, what runs, what it costs, and what to do next. */
import { useQuery } from '@tanstack/react-query'
import { useProjectId } from '../../shell/project.js'
import { FailureNote } from '../../components/failure-note.js'
import { Page } from '../../components/page.js'
import { PageSkeleton } from '../../components/skeletons.js'
import { trpc } from '../../trpc.js'
import { Counts } from './counts.js'
import { FirstSteps } from './first-steps.js'
import { NextAction } from './next-action.js'
import { Notices } from './notices.js'
import { RecentRuns } from './recent-runs.js'
import { RecentVideos } from './recent-videos.js'
import { RunningJobs } from './running-jobs.js'
import classes from './overview.module.css'

export function OverviewPage() {
  const projectId = useProjectId()
  const overview = useQuery(trpc.system.overview.queryOptions({ projectId }))
  if (overview.isPending) return <PageSkeleton />
  return (
    <Page title="Overview" documentTitle="Overview">
      {overview.error ? <FailureNote error={overview.error} onRetry={() => void overview.refetch()} /> : null}
      {overview.data ? (
        <>
          <Notices notices={overview.data.notices} />
          {overview.data.counts.videos === 0 ? (
            <FirstSteps isDemoOffered={overview.data.isDemoOffered} />
          ) : (
            <>
              <Counts overview={overview.data} />
              <NextAction overview={overview.data} />
              <div className={classes.columns}>
                <RunningJobs />
                <RecentRuns />
              </div>
              <RecentVideos />
            </>
          )}
        </>
      ) : null}
    </Page>
  )
}
