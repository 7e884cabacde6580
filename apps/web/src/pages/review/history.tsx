/** The audit trail: who decided what, when, and what the text was before and after. */
import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { FailureNote } from '../../components/failure-note.js'
import { RowsSkeleton } from '../../components/skeletons.js'
import { useProjectId } from '../../shell/project.js'
import { trpc } from '../../trpc.js'
import { Verdicts } from './verdicts.js'

export function History() {
  const projectId = useProjectId()
  const query = useInfiniteQuery(
    trpc.reviews.history.infiniteQueryOptions(
      { projectId, limit: 50 },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  )
  if (query.isPending) return <RowsSkeleton rows={4} height={40} />
  if (query.error) return <FailureNote error={query.error} onRetry={() => void query.refetch()} />
  const entries = query.data.pages.flatMap((page) => page.items)
  if (entries.length === 0) return <p className="soft">Nothing has been decided yet.</p>
  return (
    <>
      <Verdicts verdicts={entries} />
      {query.hasNextPage ? (
        <Button mt="sm" variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          Show more
        </Button>
      ) : null}
    </>
  )
}
