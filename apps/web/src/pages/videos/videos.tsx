/** The library: every video as a poster, filtered, sorted and selected from the keyboard, without end. */
import { Button } from '@mantine/core'
import { IconMovieOff, IconUpload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useProjectId } from '../../shell/project.js'
import { DemoButton } from '../../components/demo-button.js'
import { Empty } from '../../components/empty.js'
import { FailureNote } from '../../components/failure-note.js'
import { Page } from '../../components/page.js'
import { count } from '../../format.js'
import { videosRoute } from '../../routes.js'
import { trpc } from '../../trpc.js'
import { openFilePicker } from '../../uploads/file-picker.js'
import { BulkBar } from './bulk-bar.js'
import { Facets } from './facets.js'
import { isFiltered } from './search.js'
import { PausedNote } from './paused-note.js'
import { useLibrary } from './use-library.js'
import { useLibraryKeys } from './use-library-keys.js'
import { useSelection } from './use-selection.js'
import { VideoGrid } from './video-grid.js'
import { VideoTable } from './video-table.js'
import { GridSkeleton } from './grid-skeleton.js'

export function VideosPage() {
  const projectId = useProjectId()
  const search = videosRoute.useSearch()
  const navigate = videosRoute.useNavigate()
  const library = useLibrary(search)
  const selection = useSelection(library.videos)
  const { current, columns } = useLibraryKeys(library.videos, selection)
  const facets = useQuery(
    trpc.videos.facets.queryOptions({ projectId, ...(search.search ? { search: search.search } : {}) }),
  )
  const total = facets.data?.statuses.reduce((sum, status) => sum + status.count, 0)
  const isNarrowed = isFiltered(search)

  const List = search.view === 'table' ? VideoTable : VideoGrid

  return (
    <Page
      title="Videos"
      documentTitle="Videos"
      aside={total === undefined ? null : <span className="faint">{count(total)}</span>}
      actions={
        <Button leftSection={<IconUpload size={14} />} onClick={openFilePicker}>
          Add videos
        </Button>
      }
    >
      <PausedNote />
      {total === 0 && !isNarrowed ? null : <Facets facets={facets.data} />}
      {library.error ? <FailureNote error={library.error} onRetry={library.refetch} /> : null}
      {library.isPending ? <GridSkeleton size={search.size} /> : null}
      {library.isEmpty && isNarrowed ? (
        <Empty
          icon={IconMovieOff}
          title="No video matches"
          action={
            <Button
              variant="default"
              onClick={() => void navigate({ search: { sort: search.sort, size: search.size, view: search.view } })}
            >
              Clear the filters
            </Button>
          }
        />
      ) : null}
      {library.isEmpty && !isNarrowed ? (
        <Empty
          icon={IconMovieOff}
          title="The library is empty"
          action={
            <>
              <DemoButton />
              <Button variant="default" size="sm" onClick={openFilePicker}>
                Add videos
              </Button>
            </>
          }
        >
          Drop files anywhere, or run <code className="mono">v2r import FOLDER</code> beside the server.
        </Empty>
      ) : null}
      <List
        videos={library.videos}
        selection={selection}
        current={current}
        columns={columns}
        hasMore={library.hasMore}
        onEnd={library.loadMore}
      />
      <BulkBar selection={selection} search={search} hasMore={library.hasMore} />
    </Page>
  )
}
