/** Everything that works in the background, live. The list is patched by the stream, not by asking again and again. */
import { Button } from '@mantine/core'
import { IconListCheck } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useProjectId } from '../../shell/project.js'
import type { JobView } from '../../api-types.js'
import { stateLabel } from '../../components/badges.js'
import { Empty } from '../../components/empty.js'
import { FacetChips } from '../../components/facet-chips.js'
import { FailureNote } from '../../components/failure-note.js'
import { JobLine } from '../../components/job-line.js'
import { jobKinds, jobVerb } from '../../components/job-words.js'
import { Page } from '../../components/page.js'
import { Panel } from '../../components/panel.js'
import { RowsSkeleton } from '../../components/skeletons.js'
import { useListKeys } from '../../components/use-list-keys.js'
import { jobsRoute } from '../../routes.js'
import { useStreamHealth } from '../../shell/live-events.js'
import { trpc } from '../../trpc.js'
import { JobSummary } from './job-summary.js'
import type { JobsSearch } from './search.js'
import classes from './jobs.module.css'

const states: JobView['state'][] = ['running', 'queued', 'waiting', 'done', 'partial', 'failed', 'cancelled']

export function JobsPage() {
  const projectId = useProjectId()
  const { state, kind, job: chosen } = jobsRoute.useSearch()
  const navigate = jobsRoute.useNavigate()
  const health = useStreamHealth()
  const change = (patch: Partial<JobsSearch>) =>
    void navigate({ search: (previous) => ({ ...previous, ...patch }), replace: true })
  const list = useInfiniteQuery(
    trpc.jobs.list.infiniteQueryOptions(
      { projectId, ...(state ? { state } : {}), ...(kind ? { kind } : {}), limit: 50 },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  )
  const loaded = list.data?.pages.flatMap((page) => page.items) ?? []
  const isLoaded = loaded.some((job) => job.id === chosen)
  const one = useQuery(
    trpc.jobs.get.queryOptions({ id: chosen ?? '' }, { enabled: chosen !== undefined && list.isSuccess && !isLoaded }),
  )
  const jobs = one.data && !isLoaded ? [one.data, ...loaded] : loaded
  useListKeys('Jobs', jobs, chosen, (id) => change({ job: id }))
  useEffect(() => {
    if (chosen) document.querySelector(`#job-${chosen}`)?.scrollIntoView({ block: 'nearest' })
  }, [chosen, isLoaded])
  return (
    <Page
      title="Jobs"
      documentTitle="Jobs"
      aside={
        <span className="faint">
          {health === 'live' ? 'live' : health === 'cut' ? 'updates are cut' : 'connecting'}
        </span>
      }
    >
      <JobSummary />
      <div className={classes.filters}>
        <FacetChips
          label="State"
          value={state}
          onChange={(next) => change({ state: next, job: undefined })}
          options={states.map((value) => ({ value, label: stateLabel(value) }))}
        />
        <FacetChips
          label="Kind"
          value={kind}
          onChange={(next) => change({ kind: next, job: undefined })}
          options={jobKinds.map((value) => ({ value, label: jobVerb(value) }))}
        />
      </div>
      {list.error ? <FailureNote error={list.error} onRetry={() => void list.refetch()} /> : null}
      <Panel isFlush>
        {list.isPending ? <RowsSkeleton rows={8} /> : null}
        {list.isSuccess && jobs.length === 0 ? (
          <Empty
            icon={IconListCheck}
            title={state || kind ? 'No job of this sort' : 'Nothing has run yet'}
            action={
              state || kind ? (
                <Button variant="default" onClick={() => change({ state: undefined, kind: undefined })}>
                  Show all
                </Button>
              ) : null
            }
          >
            Imports, captions, dialogues, evaluations and exports appear here the moment they begin.
          </Empty>
        ) : null}
        {jobs.map((job) => (
          <JobLine key={job.id} job={job} isCurrent={job.id === chosen} withSubject />
        ))}
      </Panel>
      {list.hasNextPage ? (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show older jobs
        </Button>
      ) : null}
    </Page>
  )
}
