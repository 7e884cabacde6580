/** A video in a grid: poster, what was made of it, and, where the import failed, the sentence that says why. */
import { IconAlertTriangle, IconFileBroken } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { VideoCard } from '../api-types.js'
import { clock, plural } from '../format.js'
import { KindBadge, StateBadge } from './badges.js'
import { jobVerb } from './job-words.js'
import { ProgressLine } from './progress-line.js'
import { Rehearsal } from './rehearsal.js'
import { SpriteScrub } from './sprite-scrub.js'
import classes from './video-tile.module.css'

export function VideoTile({ video, isCurrent }: { video: VideoCard; isCurrent?: boolean }) {
  return (
    <Link
      to="/videos/$videoId"
      params={{ videoId: video.id }}
      className={classes.tile}
      data-current={isCurrent || undefined}
      aria-label={`${video.name}, ${video.status}`}
    >
      <div className={classes.picture}>
        {video.status === 'failed' ? <Failed video={video} /> : <SpriteScrub video={video} />}
        {video.durationSeconds === null ? null : (
          <span className={classes.duration}>{clock(video.durationSeconds)}</span>
        )}
      </div>
      <div className={classes.name} title={video.name}>
        {video.name}
      </div>
      <div className={classes.facts}>
        <KindBadge kind={video.kind} />
        {video.isRehearsal ? <Rehearsal isShort /> : null}
        {video.status === 'ready' ? (
          <Made video={video} />
        ) : (
          <StateBadge state={video.status === 'importing' && video.job?.state === 'queued' ? 'queued' : video.status} />
        )}
      </div>
      {video.job?.state === 'running' ? (
        <div className={classes.job}>
          <span className="faint">{jobVerb(video.job.kind)}</span>
          <ProgressLine job={video.job} isBare />
        </div>
      ) : null}
    </Link>
  )
}

function Failed({ video }: { video: VideoCard }) {
  return (
    <div className={classes.failed}>
      <IconFileBroken size={20} stroke={1.4} aria-hidden />
      <span className={classes.sentence}>{video.error?.message ?? 'The import failed.'}</span>
      {video.error ? <code className={classes.code}>{video.error.code}</code> : null}
    </div>
  )
}

function Made({ video }: { video: VideoCard }) {
  return (
    <span className={classes.made}>
      {video.frames === null ? null : <span title="Frames chosen">{plural(video.frames, 'frame')}</span>}
      {video.dialogues.kept > 0 ? <span title="Dialogues kept">{plural(video.dialogues.kept, 'dialogue')}</span> : null}
      {video.caption === 'incomplete' || video.caption === 'failed' ? (
        <span className={classes.warn} title={`Caption ${video.caption}`}>
          <IconAlertTriangle size={12} aria-label={`Caption ${video.caption}`} />
        </span>
      ) : null}
    </span>
  )
}
