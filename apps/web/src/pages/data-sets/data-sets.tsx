/** Versions of the data set, which never change, and the training files made of them; or one of them, whole. */
import { Button } from '@mantine/core'
import { IconDatabaseExport, IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Empty } from '../../components/empty.js'
import { FailureNote } from '../../components/failure-note.js'
import { Page } from '../../components/page.js'
import { RowsSkeleton } from '../../components/skeletons.js'
import { dataSetsRoute } from '../../routes.js'
import { useProjectId } from '../../shell/project.js'
import { trpc } from '../../trpc.js'
import { InTheMaking } from './in-the-making.js'
import { NewVersion } from './new-version.js'
import { TableOne } from './table-one.js'
import { VersionPage } from './version.js'
import { VersionPanel } from './version-panel.js'

export function DataSetsPage() {
  const { version } = dataSetsRoute.useSearch()
  return version === undefined ? <AllVersions /> : <VersionPage versionId={version} />
}

function AllVersions() {
  const projectId = useProjectId()
  const navigate = dataSetsRoute.useNavigate()
  const versions = useInfiniteQuery(
    trpc.dataSets.versions.infiniteQueryOptions(
      { projectId, limit: 20 },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  )
  const items = versions.data?.pages.flatMap((page) => page.items) ?? []
  const begin = () => void navigate({ search: (previous) => ({ ...previous, isNew: true }) })
  return (
    <Page
      title="Data sets"
      documentTitle="Data sets"
      actions={
        <Button leftSection={<IconPlus size={14} />} onClick={begin}>
          New version
        </Button>
      }
    >
      {versions.error ? <FailureNote error={versions.error} onRetry={() => void versions.refetch()} /> : null}
      <InTheMaking />
      {versions.isPending ? <RowsSkeleton rows={3} height={120} /> : null}
      {versions.isSuccess && items.length === 0 ? (
        <Empty
          icon={IconDatabaseExport}
          title="No version yet"
          action={<Button onClick={begin}>Make the first version</Button>}
        >
          A version freezes the kept dialogues and splits them so that nothing trained on is tested on.
        </Empty>
      ) : null}
      {items.map((version) => (
        <VersionPanel key={version.id} version={version} />
      ))}
      {versions.hasNextPage ? (
        <Button variant="default" loading={versions.isFetchingNextPage} onClick={() => void versions.fetchNextPage()}>
          Older versions
        </Button>
      ) : null}
      {items.length > 0 ? <TableOne /> : null}
      <NewVersion />
    </Page>
  )
}
