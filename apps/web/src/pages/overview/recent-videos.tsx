/** The newest videos, as a strip of posters. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useProjectId } from '../../shell/project.js'
import { FailureNote } from '../../components/failure-note.js'
import { Panel } from '../../components/panel.js'
import { RowsSkeleton } from '../../components/skeletons.js'
import { VideoTile } from '../../components/video-tile.js'
import { trpc } from '../../trpc.js'
import classes from './recent-videos.module.css'

export function RecentVideos() {
  const projectId = useProjectId()
  const videos = useQuery(trpc.videos.list.queryOptions({ projectId, limit: 6, sort: 'newest' }))
  return (
    <Panel title="Newest videos" actions={<Link to="/videos">Library</Link>}>
      {videos.error ? <FailureNote error={videos.error} onRetry={() => void videos.refetch()} /> : null}
      {videos.isPending ? <RowsSkeleton rows={1} height={120} /> : null}
      <div className={classes.strip}>
        {videos.data?.items.map((video) => (
          <VideoTile key={video.id} video={video} />
        ))}
      </div>
    </Panel>
  )
}
