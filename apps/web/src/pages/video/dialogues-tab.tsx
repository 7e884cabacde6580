/** Question–answer pairs (§3.3): what was kept, what was dropped and why, and people's word on each. */
import { Button } from '@mantine/core'
import { IconMessageQuestion } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { VideoDetail } from '../../api-types.js'
import { DialogueCard } from '../../components/dialogue-card.js'
import { Empty } from '../../components/empty.js'
import { FacetChips } from '../../components/facet-chips.js'
import { FailureNote } from '../../components/failure-note.js'
import { isActive } from '../../components/job-words.js'
import { notifyFailure } from '../../components/notify-failure.js'
import { RowsSkeleton } from '../../components/skeletons.js'
import { DialogueFunnel } from '../../plots/dialogue-funnel.js'
import { videoRoute } from '../../routes.js'
import { trpc } from '../../trpc.js'
import { useReviewKeys } from './use-review-keys.js'
import classes from './dialogues-tab.module.css'

export function DialoguesTab({ video }: { video: VideoDetail }) {
  const { dialogues: status } = videoRoute.useSearch()
  const navigate = videoRoute.useNavigate()
  const funnel = useQuery(trpc.dialogues.funnel.queryOptions({ videoId: video.id }))
  const list = useInfiniteQuery(
    trpc.dialogues.list.infiniteQueryOptions(
      { videoId: video.id, ...(status ? { status } : {}), limit: 50 },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  )
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const current = useReviewKeys(items)
  const isNothing = list.isSuccess && items.length === 0 && !status
  return (
    <div className={classes.tab}>
      {funnel.data && !isNothing ? <DialogueFunnel funnel={funnel.data} /> : null}
      {isNothing ? null : (
        <FacetChips
          label="Which dialogues"
          value={status}
          onChange={(next) =>
            void navigate({ search: (previous) => ({ ...previous, dialogues: next }), replace: true })
          }
          options={[
            { value: 'kept', label: 'Kept', count: video.dialogues.kept },
            { value: 'dropped', label: 'Dropped', count: video.dialogues.dropped },
            { value: 'undecided', label: 'Undecided' },
          ]}
        />
      )}
      {list.isPending ? <RowsSkeleton rows={4} height={96} /> : null}
      {list.error ? <FailureNote error={list.error} onRetry={() => void list.refetch()} /> : null}
      {isNothing ? <NoDialogues video={video} /> : null}
      {list.isSuccess && items.length === 0 && status ? <p className="faint">None of these.</p> : null}
      {items.map((dialogue) => (
        <DialogueCard key={dialogue.id} dialogue={dialogue} isCurrent={dialogue.id === current} />
      ))}
      {list.hasNextPage ? (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      ) : null}
    </div>
  )
}

function NoDialogues({ video }: { video: VideoDetail }) {
  const queryClient = useQueryClient()
  const start = useMutation(
    trpc.pipeline.start.mutationOptions({ onSuccess: () => queryClient.invalidateQueries(), onError: notifyFailure }),
  )
  const isBusy = video.status === 'failed' || (video.job !== null && isActive(video.job.state))
  return (
    <Empty
      icon={IconMessageQuestion}
      title="No dialogues yet"
      action={
        isBusy ? null : (
          <Button
            loading={start.isPending}
            onClick={() => start.mutate({ videoIds: [video.id], stages: ['sample', 'caption', 'dialogues'] })}
          >
            Write dialogues
          </Button>
        )
      }
    >
      A teacher writes questions and answers in the person's voice from the caption; five steps decide which stay.
    </Empty>
  )
}
