/** The video that is spoken with, and in few words what its role is made of. */
import { useQuery } from '@tanstack/react-query'
import type { ChatContext, VideoCard } from '../../api-types.js'
import { KindBadge } from '../../components/badges.js'
import { Player } from '../../components/player.js'
import { Rehearsal } from '../../components/rehearsal.js'
import { usePlayer } from '../../components/use-player.js'
import { clock, plural } from '../../format.js'
import { trpc } from '../../trpc.js'
import { GroundingNote } from './grounding-note.js'
import classes from './chat-side.module.css'

export function ChatSide({ video, context }: { video: VideoCard; context: ChatContext }) {
  const player = usePlayer()
  const detail = useQuery(trpc.videos.get.queryOptions({ id: video.id }))
  return (
    <aside className={classes.side}>
      <Player
        src={detail.data ? detail.data.mediaUrl : `/media/videos/${video.id}`}
        poster={video.posterUrl}
        player={player}
        label={video.name}
      />
      <div className={classes.facts}>
        <KindBadge kind={video.kind} />
        <span className="soft">{clock(video.durationSeconds)}</span>
        <span className="soft">{plural(context.frames.length, 'frame')} shown</span>
      </div>
      <GroundingNote context={context} />
      {context.summary ? (
        <details className={classes.summary}>
          <summary>What is known of the video {context.summaryIsRehearsal ? <Rehearsal isShort /> : null}</summary>
          <p className="prose">{context.summary}</p>
        </details>
      ) : null}
    </aside>
  )
}
