/** One run: what was measured, metric by question, judge by judge, down to the reply of a single round. */
import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { StateBadge } from '../../components/badges.js'
import { FailureNote } from '../../components/failure-note.js'
import { Page } from '../../components/page.js'
import { Rehearsal } from '../../components/rehearsal.js'
import { PageSkeleton } from '../../components/skeletons.js'
import { runRoute } from '../../routes.js'
import { useFollowProject } from '../../shell/use-follow-project.js'
import { trpc } from '../../trpc.js'
import { JudgementsTab } from './judgements-tab.js'
import { MatrixTab } from './matrix-tab.js'
import { QuestionSheet } from './question-sheet.js'
import { RunActions } from './run-actions.js'
import { RunHead } from './run-head.js'
import { RunSettings } from './run-settings.js'
import type { RunSearch } from './search.js'
import classes from './evaluations.module.css'

export function RunPage() {
  const { runId } = runRoute.useParams()
  const { tab = 'matrix' } = runRoute.useSearch()
  const navigate = runRoute.useNavigate()
  const run = useQuery(trpc.evals.get.queryOptions({ id: runId }))
  useFollowProject(run.data?.projectId)
  if (run.isPending) return <PageSkeleton />
  if (run.error)
    return (
      <Page title="Evaluation run" documentTitle="Evaluation run">
        <FailureNote error={run.error} onRetry={() => void run.refetch()} />
      </Page>
    )
  const show = (next: string | null) =>
    void navigate({ search: (previous) => ({ ...previous, tab: next as RunSearch['tab'] }), replace: true })
  return (
    <Page
      title={run.data.name}
      documentTitle={run.data.name}
      aside={
        <>
          <StateBadge state={run.data.status} />
          {run.data.isRehearsal ? <Rehearsal /> : null}
        </>
      }
      actions={<RunActions run={run.data} />}
    >
      <RunHead run={run.data} />
      <Tabs value={tab} onChange={show} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="matrix">Metric × question</Tabs.Tab>
          <Tabs.Tab value="judgements">Judgements</Tabs.Tab>
          <Tabs.Tab value="settings">Settings</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="matrix" className={classes.panel}>
          <MatrixTab run={run.data} />
        </Tabs.Panel>
        <Tabs.Panel value="judgements" className={classes.panel}>
          <JudgementsTab run={run.data} />
        </Tabs.Panel>
        <Tabs.Panel value="settings" className={classes.panel}>
          <RunSettings run={run.data} />
        </Tabs.Panel>
      </Tabs>
      <QuestionSheet run={run.data} />
    </Page>
  )
}
