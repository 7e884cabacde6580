/** The caption (§3.2): its summary, how the model came to it, and the moments that it describes. */
import { Button, SegmentedControl } from '@mantine/core'
import { IconBlockquote } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { CaptionView, VideoDetail } from '../../api-types.js'
import { StateBadge } from '../../components/badges.js'
import { Cost } from '../../components/cost.js'
import { Empty } from '../../components/empty.js'
import { FailureNote } from '../../components/failure-note.js'
import { isActive } from '../../components/job-words.js'
import { notifyFailure } from '../../components/notify-failure.js'
import { Rehearsal } from '../../components/rehearsal.js'
import { LinesSkeleton } from '../../components/skeletons.js'
import type { PlayerHandle } from '../../components/use-player.js'
import { videoRoute } from '../../routes.js'
import { trpc } from '../../trpc.js'
import { Descriptions } from './descriptions.js'
import classes from './caption-tab.module.css'

export function CaptionTab({ video, player }: { video: VideoDetail; player: PlayerHandle }) {
  const { purpose } = videoRoute.useSearch()
  const navigate = videoRoute.useNavigate()
  const caption = useQuery(trpc.videos.caption.queryOptions({ id: video.id, ...(purpose ? { purpose } : {}) }))
  return (
    <div className={classes.tab}>
      <SegmentedControl
        className={classes.purpose}
        aria-label="Purpose of the caption"
        value={purpose ?? 'training'}
        onChange={(value) =>
          void navigate({
            search: (previous) => ({ ...previous, purpose: value === 'inference' ? 'inference' : undefined }),
            replace: true,
          })
        }
        data={[
          { value: 'training', label: 'For dialogues' },
          { value: 'inference', label: 'For the role' },
        ]}
      />
      {caption.isPending ? <LinesSkeleton lines={8} /> : null}
      {caption.error ? <FailureNote error={caption.error} onRetry={() => void caption.refetch()} /> : null}
      {caption.data === null ? <NoCaption video={video} /> : null}
      {caption.data ? (
        <>
          <Summary caption={caption.data.caption} />
          <Descriptions descriptions={caption.data.descriptions} player={player} />
        </>
      ) : null}
    </div>
  )
}

function Summary({ caption }: { caption: CaptionView }) {
  return (
    <article className={classes.summary}>
      <header className={classes.head}>
        <span className={classes.model}>{caption.model.name}</span>
        {caption.isRehearsal ? <Rehearsal /> : null}
        {caption.status === 'complete' ? null : <StateBadge state={caption.status} />}
        <Cost cost={caption.cost} />
      </header>
      {caption.error ? <FailureNote error={caption.error} isCompact /> : null}
      {caption.outcome && caption.outcome !== 'success' ? (
        <p className="soft">The summary is {caption.outcome}. It makes no dialogues.</p>
      ) : null}
      {caption.summary ? <p className={`prose ${classes.text}`}>{caption.summary}</p> : null}
      {caption.reasoning ? (
        <details className={classes.reasoning}>
          <summary>How the model came to it</summary>
          <p className="prose">{caption.reasoning}</p>
        </details>
      ) : null}
      <footer className="faint">
        {caption.promptIds.join(', ')} · at most {caption.maxTokens} tokens
      </footer>
    </article>
  )
}

function NoCaption({ video }: { video: VideoDetail }) {
  const queryClient = useQueryClient()
  const start = useMutation(
    trpc.pipeline.start.mutationOptions({ onSuccess: () => queryClient.invalidateQueries(), onError: notifyFailure }),
  )
  const isBusy = video.status === 'failed' || (video.job !== null && isActive(video.job.state))
  return (
    <Empty
      icon={IconBlockquote}
      title="No caption yet"
      action={
        isBusy ? null : (
          <Button
            loading={start.isPending}
            onClick={() => start.mutate({ videoIds: [video.id], stages: ['sample', 'caption'] })}
          >
            Caption this video
          </Button>
        )
      }
    >
      Each of 64 moments is described by itself; then one summary is written from the descriptions.
    </Empty>
  )
}
