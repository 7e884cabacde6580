/** Single judgements, narrowed by metric, judge and state: the place to see why something has no score. */
import { Button, Select } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { EvalRunView, JudgementView } from '../../api-types.js'
import { stateLabel } from '../../components/badges.js'
import { FacetChips } from '../../components/facet-chips.js'
import { FailureNote } from '../../components/failure-note.js'
import { Panel } from '../../components/panel.js'
import { RowsSkeleton } from '../../components/skeletons.js'
import { runRoute } from '../../routes.js'
import { trpc } from '../../trpc.js'
import { JudgementCard } from './judgement-card.js'
import type { RunSearch } from './search.js'
import classes from './evaluations.module.css'

const states: JudgementView['status'][] = ['scored', 'unscored', 'error', 'skipped', 'pending']

export function JudgementsTab({ run }: { run: EvalRunView }) {
  const { judge, status } = runRoute.useSearch()
  const navigate = runRoute.useNavigate()
  const change = (patch: Partial<RunSearch>) =>
    void navigate({ search: (previous) => ({ ...previous, ...patch }), replace: true })
  const list = useInfiniteQuery(
    trpc.evals.judgements.infiniteQueryOptions(
      { runId: run.id, ...(status ? { status } : {}), ...(judge ? { judgeModelId: judge } : {}), limit: 50 },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  )
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <div className={classes.filters}>
        <FacetChips
          label="State"
          value={status}
          onChange={(next) => change({ status: next })}
          options={states.map((value) => ({ value, label: stateLabel(value) }))}
        />
        <Select
          aria-label="Judge"
          w={200}
          value={judge ?? ''}
          data={[
            { value: '', label: 'Every judge' },
            ...run.judges.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(value) => change({ judge: value || undefined })}
        />
      </div>
      {list.error ? <FailureNote error={list.error} onRetry={() => void list.refetch()} /> : null}
      <Panel>
        {list.isPending ? <RowsSkeleton rows={6} /> : null}
        {list.isSuccess && items.length === 0 ? <p className="faint">None of these.</p> : null}
        {items.map((judgement) => (
          <JudgementCard key={judgement.id} judgement={judgement} withQuestion />
        ))}
      </Panel>
      {list.hasNextPage ? (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      ) : null}
    </>
  )
}
