/** The review queue: one dialogue after the other beside its video, decided from the keyboard. */
import { Button, Drawer } from '@mantine/core'
import { IconChecks, IconHistory, IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Empty } from '../../components/empty.js'
import { Page } from '../../components/page.js'
import { useReviewerName } from '../../components/reviewer-name.js'
import { RowsSkeleton } from '../../components/skeletons.js'
import { useShortcuts } from '../../hotkeys/use-shortcuts.js'
import { reviewRoute } from '../../routes.js'
import { useProjectId } from '../../shell/project.js'
import { trpc } from '../../trpc.js'
import { Agreement } from './agreement.js'
import { History } from './history.js'
import { Item } from './item.js'
import { QueueHead } from './queue-head.js'
import { ReviewerGate } from './reviewer-gate.js'
import { useQueue } from './use-queue.js'

export function ReviewPage() {
  const reviewer = useReviewerName()
  const { panel } = reviewRoute.useSearch()
  const navigate = reviewRoute.useNavigate()
  const show = (next: 'agreement' | 'history' | undefined) =>
    void navigate({ search: (before) => ({ ...before, panel: next }), replace: true })
  return (
    <Page
      title="Review"
      documentTitle="Review"
      actions={
        <>
          <Button variant="default" leftSection={<IconUsers size={14} />} onClick={() => show('agreement')}>
            Agreement
          </Button>
          <Button variant="default" leftSection={<IconHistory size={14} />} onClick={() => show('history')}>
            History
          </Button>
        </>
      }
    >
      {reviewer === null ? <ReviewerGate /> : <Queue reviewer={reviewer} />}
      <Drawer
        opened={panel !== undefined}
        onClose={() => show(undefined)}
        title={panel === 'history' ? 'Who decided what' : 'Agreement between reviewers'}
      >
        {panel === 'agreement' ? <Agreement /> : null}
        {panel === 'history' ? <History /> : null}
      </Drawer>
    </Page>
  )
}

function Queue({ reviewer }: { reviewer: string }) {
  const projectId = useProjectId()
  const { look = 'first', flagged = false, video } = reviewRoute.useSearch()
  const queue = useQueue({ reviewer, look, isFlagged: flagged, projectId, videoId: video })
  const progress = useQuery(trpc.reviews.progress.queryOptions({ projectId, videoId: video }))
  return (
    <>
      <QueueHead progress={progress.data} queue={queue} reviewer={reviewer} />
      {queue.item === undefined ? <RowsSkeleton rows={3} height={120} /> : null}
      {queue.item === null ? <NothingLeft onUndo={queue.decided > 0 ? queue.undo : undefined} /> : null}
      {queue.item ? (
        <Item
          key={`${queue.item.dialogue.id} ${queue.item.dialogue.version}`}
          item={queue.item}
          queue={queue}
          reviewer={reviewer}
        />
      ) : null}
    </>
  )
}

function NothingLeft({ onUndo }: { onUndo: (() => void) | undefined }) {
  const { look = 'first' } = reviewRoute.useSearch()
  useShortcuts('Review', onUndo ? [{ keys: 'u', label: 'Take the last decision back', run: onUndo }] : [])
  return (
    <Empty
      icon={IconChecks}
      title={look === 'resolve' ? 'No disputes' : 'Nothing left to look at'}
      action={
        onUndo ? (
          <Button variant="default" onClick={onUndo}>
            Take the last decision back
          </Button>
        ) : (
          <Link to="/videos">To the videos</Link>
        )
      }
    >
      {look === 'second'
        ? 'A second look is at what somebody else has decided. Items that are open elsewhere or were skipped come back later.'
        : 'Items that are open elsewhere or were skipped come back later.'}
    </Empty>
  )
}
