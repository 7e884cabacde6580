/** What differs between this version and another, dialogue by dialogue. */
import { Button, Select } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { DataSetVersionView, VersionChange } from '../../api-types.js'
import { FailureNote } from '../../components/failure-note.js'
import { Panel } from '../../components/panel.js'
import { RowsSkeleton } from '../../components/skeletons.js'
import { TextDiff } from '../../components/text-diff.js'
import { count } from '../../format.js'
import { dataSetsRoute } from '../../routes.js'
import { trpc } from '../../trpc.js'
import classes from './version.module.css'

export function ChangesTab({ version }: { version: DataSetVersionView }) {
  const { against } = dataSetsRoute.useSearch()
  const navigate = dataSetsRoute.useNavigate()
  const others = useQuery(trpc.dataSets.versions.queryOptions({ projectId: version.projectId, limit: 200 }))
  const known = (others.data?.items ?? []).filter((one) => one.id !== version.id)
  // The one before it in the same data set, unless another was chosen.
  const before =
    known.find((one) => one.id === against) ??
    known.find((one) => one.dataSetId === version.dataSetId && one.version < version.version)
  return (
    <>
      <Select
        label="Compared with"
        placeholder="Choose a version"
        data={known.map((one) => ({ value: one.id, label: `${one.name} v${one.version}` }))}
        value={before?.id ?? null}
        onChange={(next) =>
          void navigate({ search: (previous) => ({ ...previous, against: next ?? undefined }), replace: true })
        }
        maw={320}
      />
      {others.isPending ? <RowsSkeleton rows={2} /> : null}
      {others.isSuccess && !before ? <p className="soft">There is no earlier version to compare it with.</p> : null}
      {before ? <Changes beforeId={before.id} afterId={version.id} /> : null}
    </>
  )
}

function Changes(between: { beforeId: string; afterId: string }) {
  const summary = useQuery(trpc.dataSets.diff.queryOptions(between))
  const changes = useInfiniteQuery(
    trpc.dataSets.changes.infiniteQueryOptions(
      { ...between, limit: 50 },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  )
  const error = summary.error ?? changes.error
  if (error)
    return <FailureNote error={error} onRetry={() => void Promise.all([summary.refetch(), changes.refetch()])} />
  const items = changes.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Panel
      title="Changes"
      note={
        summary.data
          ? `${count(summary.data.added)} added, ${count(summary.data.removed)} removed, ${count(summary.data.edited)} edited, ${count(summary.data.moved)} moved, ${count(summary.data.same)} the same`
          : undefined
      }
      isFlush
    >
      {changes.isPending ? <RowsSkeleton rows={4} /> : null}
      {changes.isSuccess && items.length === 0 ? <p className={classes.more}>Nothing differs.</p> : null}
      <ul className={classes.list}>
        {items.map((change) => (
          <Change key={change.dialogueId} change={change} />
        ))}
      </ul>
      {changes.hasNextPage ? (
        <Button
          variant="default"
          className={classes.more ?? ''}
          loading={changes.isFetchingNextPage}
          onClick={() => void changes.fetchNextPage()}
        >
          More
        </Button>
      ) : null}
    </Panel>
  )
}

function Change({ change: { before, after, kinds, videoId, videoName } }: { change: VersionChange }) {
  const isMoved = kinds.includes('moved')
  return (
    <li>
      <div className={classes.line}>
        <strong>{kinds.join(', ')}</strong>
        {isMoved ? (
          <span className="soft">
            {before?.split} → {after?.split}
          </span>
        ) : null}
        <Link to="/videos/$videoId" params={{ videoId }} className="soft">
          {videoName}
        </Link>
      </div>
      <TextDiff before={before?.question ?? ''} after={after?.question ?? ''} />
      <TextDiff before={before?.answer ?? ''} after={after?.answer ?? ''} />
    </li>
  )
}
