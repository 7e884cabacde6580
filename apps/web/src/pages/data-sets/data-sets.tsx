/** Versions of the data set, which never change, and the training files made of them. */
import { Button } from '@mantine/core'
import { IconDatabaseExport, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useProjectId } from '../../shell/project.js'
import { Empty } from '../../components/empty.js'
import { FailureNote } from '../../components/failure-note.js'
import { Page } from '../../components/page.js'
import { RowsSkeleton } from '../../components/skeletons.js'
import { dataSetsRoute } from '../../routes.js'
import { trpc } from '../../trpc.js'
import { NewVersion } from './new-version.js'
import { VersionPanel } from './version-panel.js'

export function DataSetsPage() {
  const projectId = useProjectId()
  const navigate = dataSetsRoute.useNavigate()
  const versions = useQuery(trpc.dataSets.versions.queryOptions({ projectId, limit: 100 }))
  const files = useQuery(trpc.exports.list.queryOptions({ projectId, limit: 200 }))
  const begin = () => void navigate({ search: (previous) => ({ ...previous, isNew: true }) })
  const error = versions.error ?? files.error
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
      {error ? (
        <FailureNote error={error} onRetry={() => void Promise.all([versions.refetch(), files.refetch()])} />
      ) : null}
      {versions.isPending ? <RowsSkeleton rows={3} height={120} /> : null}
      {versions.data?.items.length === 0 ? (
        <Empty
          icon={IconDatabaseExport}
          title="No version yet"
          action={<Button onClick={begin}>Make the first version</Button>}
        >
          A version freezes the kept dialogues and splits them by video, so that no video is trained on and tested on.
        </Empty>
      ) : null}
      {versions.data?.items.map((version) => (
        <VersionPanel
          key={version.id}
          version={version}
          files={files.data?.items.filter((file) => file.versionId === version.id) ?? []}
        />
      ))}
      <NewVersion />
    </Page>
  )
}
