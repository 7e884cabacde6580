import type { VideoDetail } from '../../api-types.js'
import { KindBadge, StateBadge } from '../../components/badges.js'
import { Rehearsal } from '../../components/rehearsal.js'
import { clock } from '../../format.js'

export function VideoAside({ video }: { video: VideoDetail }) {
  return (
    <>
      <KindBadge kind={video.kind} />
      {video.durationSeconds === null ? null : <span className="soft">{clock(video.durationSeconds)}</span>}
      {video.width && video.height ? (
        <span className="faint">
          {video.width} × {video.height}
        </span>
      ) : null}
      {video.status === 'ready' ? null : <StateBadge state={video.status} />}
      {video.isRehearsal ? <Rehearsal /> : null}
    </>
  )
}
