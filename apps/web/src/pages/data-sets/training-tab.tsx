/** What was trained on a version: register a run, feed it its log, watch the loss, register the model. */
import { useInfiniteQuery } from '@tanstack/react-query'
import type { DataSetVersionView } from '../../api-types.js'
import { FailureNote } from '../../components/failure-note.js'
import { RowsSkeleton } from '../../components/skeletons.js'
import { trpc } from '../../trpc.js'
import { RegisterRun } from './register-run.js'
import { RunPanel } from './run-panel.js'

/** A followed log is read every two seconds; more often there is nothing new. */
const LIVE_MS = 2_000

export function TrainingTab({ version }: { version: DataSetVersionView }) {
  const runs = useInfiniteQuery(
    trpc.training.list.infiniteQueryOptions(
      { versionId: version.id, limit: 20 },
      {
        getNextPageParam: (page) => page.nextCursor,
        refetchInterval: (query) =>
          query.state.data?.pages.some((page) => page.items.some((run) => run.status === 'running')) ? LIVE_MS : false,
      },
    ),
  )
  const items = runs.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <RegisterRun versionId={version.id} />
      {runs.error ? <FailureNote error={runs.error} onRetry={() => void runs.refetch()} /> : null}
      {runs.isPending ? <RowsSkeleton rows={2} height={120} /> : null}
      {runs.isSuccess && items.length === 0 ? (
        <p className="soft">No run yet. Training happens on your own cards; here its log becomes a curve.</p>
      ) : null}
      {items.map((run) => (
        <RunPanel key={run.id} run={run} />
      ))}
    </>
  )
}
