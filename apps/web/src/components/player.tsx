/** The player. Other parts of a page seek it and follow its time through the handle they are given. */
import {
  MediaControlBar,
  MediaController,
  MediaFullscreenButton,
  MediaMuteButton,
  MediaPlayButton,
  MediaPlaybackRateButton,
  MediaTimeDisplay,
  MediaTimeRange,
  MediaVolumeRange,
} from 'media-chrome/react'
import { IconMovieOff } from '@tabler/icons-react'
import { useState } from 'react'
import type { PlayerHandle } from './use-player.js'
import classes from './player.module.css'

interface Props {
  src: string | null
  poster: string | null
  player: PlayerHandle
  label: string
}

export function Player({ src, poster, player, label }: Props) {
  const { attach } = player
  const [isBroken, setIsBroken] = useState(false)
  if (!src)
    return (
      <div className={classes.missing}>
        <IconMovieOff size={26} stroke={1.3} aria-hidden />
        <span>The file is not stored; there is nothing to play.</span>
      </div>
    )
  return (
    <div className={classes.frame}>
      <MediaController className={classes.controller} noHotkeys>
        <video
          ref={attach}
          slot="media"
          src={src}
          poster={poster ?? undefined}
          preload="metadata"
          playsInline
          aria-label={label}
          tabIndex={-1}
          onError={() => setIsBroken(true)}
          onLoadedMetadata={() => setIsBroken(false)}
        />
        <MediaControlBar className={classes.bar}>
          <MediaPlayButton />
          <MediaTimeRange />
          <MediaTimeDisplay showDuration />
          <MediaMuteButton />
          <MediaVolumeRange className={classes.wideOnly} />
          <MediaPlaybackRateButton className={classes.wideOnly} />
          <MediaFullscreenButton />
        </MediaControlBar>
      </MediaController>
      {isBroken ? (
        <div className={classes.broken}>
          This browser cannot play the file. Its frames below were decoded by the server.
        </div>
      ) : null}
    </div>
  )
}
