/** Every question under every metric. A hatched cell lacks judgements; a press opens the question. */
import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { EvalRunView } from '../../api-types.js'
import { FailureNote } from '../../components/failure-note.js'
import { Panel } from '../../components/panel.js'
import { RowsSkeleton } from '../../components/skeletons.js'
import { MetricMatrix } from '../../plots/metric-matrix.js'
import { runRoute } from '../../routes.js'
import { trpc } from '../../trpc.js'

export function MatrixTab({ run }: { run: EvalRunView }) {
  const search = runRoute.useSearch()
  const navigate = runRoute.useNavigate()
  const matrix = useInfiniteQuery(
    trpc.evals.matrix.infiniteQueryOptions(
      { runId: run.id, limit: 50 },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  )
  if (matrix.isPending) return <RowsSkeleton rows={8} />
  if (matrix.error) return <FailureNote error={matrix.error} onRetry={() => void matrix.refetch()} />
  return (
    <>
      <Panel isFlush>
        <MetricMatrix
          run={run}
          metrics={matrix.data.pages[0]?.metrics ?? []}
          rows={matrix.data.pages.flatMap((page) => page.items)}
          onOpen={(question, metric) =>
            void navigate({
              search: (previous) => ({ ...previous, question, metric }),
              replace: search.question !== undefined,
            })
          }
        />
      </Panel>
      {matrix.hasNextPage ? (
        <Button variant="default" loading={matrix.isFetchingNextPage} onClick={() => void matrix.fetchNextPage()}>
          Show more questions
        </Button>
      ) : null}
    </>
  )
}
