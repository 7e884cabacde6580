/** Our rows, ranked; below and apart, the paper's rows as printed. Averages over seven and eight are never mixed. */
import { Button, SegmentedControl, Select } from '@mantine/core'
import { IconChartDots3 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useProjectId } from '../../shell/project.js'
import { Empty } from '../../components/empty.js'
import { FailureNote } from '../../components/failure-note.js'
import { Panel } from '../../components/panel.js'
import { RowsSkeleton } from '../../components/skeletons.js'
import { LeaderboardDots } from '../../plots/leaderboard-dots.js'
import { evaluationsRoute } from '../../routes.js'
import { trpc } from '../../trpc.js'
import { LeaderboardTable } from './leaderboard-table.js'
import { PublishedTable } from './published-table.js'
import type { EvaluationsSearch } from './search.js'
import classes from './evaluations.module.css'

export function LeaderboardTab() {
  const projectId = useProjectId()
  const { set = 'main7', questionSet } = evaluationsRoute.useSearch()
  const navigate = evaluationsRoute.useNavigate()
  const change = (patch: Partial<EvaluationsSearch>) =>
    void navigate({ search: (previous) => ({ ...previous, ...patch }), replace: true })
  const board = useQuery(
    trpc.evals.leaderboard.queryOptions(
      { projectId, metricSet: set, ...(questionSet ? { questionSetId: questionSet } : {}) },
      { placeholderData: (previous) => previous },
    ),
  )
  const sets = useQuery(trpc.questions.sets.queryOptions({ projectId, limit: 100 }))
  return (
    <>
      <div className={classes.filters}>
        <SegmentedControl
          aria-label="Metric set"
          value={set}
          onChange={(value) => change({ set: value === 'ablation8' ? 'ablation8' : undefined, sort: undefined })}
          data={[
            { value: 'main7', label: 'Avg₇ · Table 2' },
            { value: 'ablation8', label: 'Avg₈ · Table 3' },
          ]}
        />
        <Select
          aria-label="Question set"
          w={220}
          value={questionSet ?? ''}
          data={[
            { value: '', label: 'All question sets' },
            ...(sets.data?.items ?? []).map((item) => ({ value: item.id, label: `${item.name} v${item.version}` })),
          ]}
          onChange={(value) => change({ questionSet: value || undefined })}
        />
      </div>
      {board.error ? <FailureNote error={board.error} onRetry={() => void board.refetch()} /> : null}
      {board.isPending ? <RowsSkeleton rows={6} /> : null}
      {board.data ? (
        <>
          <Panel
            title="Measured here"
            note={`${board.data.averageLabel}, higher is better, also for hallucination`}
            isFlush
          >
            {board.data.measured.length === 0 ? (
              <Empty
                icon={IconChartDots3}
                title="Nothing measured with this metric set"
                action={<Button onClick={() => change({ isNew: true })}>New evaluation</Button>}
              >
                A run asks a model every question of a set and has each answer judged; only what was scored is counted.
              </Empty>
            ) : (
              <LeaderboardTable board={board.data} />
            )}
          </Panel>
          {board.data.measured.length > 0 || board.data.published.length > 0 ? (
            <LeaderboardDots board={board.data} />
          ) : null}
          {board.data.published.length > 0 ? <PublishedTable board={board.data} /> : null}
        </>
      ) : null}
    </>
  )
}
