/** Who may use a version (R60): the gate, the videos that keep it shut, and what was taken down. */
import { Button } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { BlockedVideo, DataSetVersionView } from '../../api-types.js'
import { FailureNote } from '../../components/failure-note.js'
import { notifyFailure } from '../../components/notify-failure.js'
import { Panel } from '../../components/panel.js'
import { RowsSkeleton } from '../../components/skeletons.js'
import { dateTime, plural } from '../../format.js'
import { trpc } from '../../trpc.js'
import { RightsForm } from './rights-form.js'
import classes from './version.module.css'

const reasonWords: Record<BlockedVideo['reasons'][number], string> = {
  'no-licence': 'no licence',
  'consent-refused': 'consent refused',
  'consent-unknown': 'consent unknown',
  'safety-flagged': 'flagged as unsafe',
}

export function RightsTab({ version }: { version: DataSetVersionView }) {
  const gate = useQuery(trpc.dataSets.gate.queryOptions({ id: version.id }))
  const blocked = useInfiniteQuery(
    trpc.dataSets.blocked.infiniteQueryOptions(
      { versionId: version.id, limit: 50 },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  )
  const items = blocked.data?.pages.flatMap((page) => page.items) ?? []
  if (gate.error) return <FailureNote error={gate.error} onRetry={() => void gate.refetch()} />
  if (!gate.data) return <RowsSkeleton rows={3} />
  return (
    <>
      <Panel
        title={gate.data.isOpen ? 'Exports may be made' : 'Exports are kept back'}
        note={
          gate.data.isOpen
            ? plural(gate.data.videos, 'video')
            : `${plural(gate.data.blocked, 'video')} of ${gate.data.videos} stand against it`
        }
        isFlush
      >
        {gate.data.safetyUnknown > 0 ? (
          <p className={classes.more}>
            Nobody has looked at {plural(gate.data.safetyUnknown, 'video')} for safety. They pass, and the card says so.
          </p>
        ) : null}
        <ul className={classes.list}>
          {items.map((video) => (
            <Blocked key={video.videoId} video={video} />
          ))}
        </ul>
        {blocked.hasNextPage ? (
          <Button variant="default" className={classes.more ?? ''} onClick={() => void blocked.fetchNextPage()}>
            More
          </Button>
        ) : null}
      </Panel>
      <RightsForm versionId={version.id} />
      <Takedowns versionId={version.id} />
    </>
  )
}

function Blocked({ video }: { video: BlockedVideo }) {
  const queryClient = useQueryClient()
  const takeDown = useMutation(
    trpc.dataSets.takeDown.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(),
      onError: notifyFailure,
    }),
  )
  const ask = () =>
    modals.openConfirmModal({
      title: `Take down ${video.name}?`,
      children:
        'Its frames, captions, dialogues and conversations go, its dialogues in every version, and every exported file that holds them. This cannot be undone.',
      labels: { confirm: 'Take it down', cancel: 'Keep' },
      confirmProps: { color: 'red' },
      onConfirm: () =>
        takeDown.mutate({
          videoId: video.videoId,
          reason: video.reasons.map((reason) => reasonWords[reason]).join(', '),
        }),
    })
  return (
    <li className={classes.line}>
      <Link to="/videos/$videoId" params={{ videoId: video.videoId }}>
        {video.name}
      </Link>
      <span className="soft">{video.reasons.map((reason) => reasonWords[reason]).join(', ')}</span>
      {video.safetyNote ? <span className="faint">{video.safetyNote}</span> : null}
      <Button variant="default" size="compact-xs" onClick={ask} loading={takeDown.isPending} ml="auto">
        Take down
      </Button>
    </li>
  )
}

const removedWords: Record<string, string> = { versionItems: 'places in versions', exports: 'exported files' }

function Takedowns({ versionId }: { versionId: string }) {
  const trail = useQuery(trpc.dataSets.takedowns.queryOptions({ versionId, limit: 200 }))
  if (!trail.data || trail.data.items.length === 0) return null
  return (
    <Panel title="Taken down" isFlush>
      <ul className={classes.list}>
        {trail.data.items.map((one) => (
          <li key={one.id}>
            <div className={classes.line}>
              <strong>{one.reason}</strong>
              <span className="soft">
                {one.by ?? 'by a script'}, {dateTime(one.createdAt)}
              </span>
              <code className="faint">{one.videoSha256?.slice(0, 12)}</code>
            </div>
            <div className={classes.tally}>
              {Object.entries(one.removed)
                .filter(([, number]) => number > 0)
                .map(([what, number]) => `${number} ${removedWords[what] ?? what}`)
                .join(', ')}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
