/** The poster; under the pointer, the moment of the video at that point, from a sprite that the server drew. */
import { IconMovie } from '@tabler/icons-react'
import { useState, type PointerEvent } from 'react'
import type { VideoCard } from '../api-types.js'
import classes from './sprite-scrub.module.css'

export function SpriteScrub({ video }: { video: Pick<VideoCard, 'posterUrl' | 'spriteUrl' | 'spriteTiles'> }) {
  const [share, setShare] = useState<number | null>(null)
  const tiles = video.spriteTiles ?? 0
  const canScrub = video.spriteUrl !== null && tiles > 1
  const follow = (event: PointerEvent<HTMLDivElement>) => {
    if (!canScrub || event.pointerType === 'touch') return
    const box = event.currentTarget.getBoundingClientRect()
    setShare(Math.min(0.999, Math.max(0, (event.clientX - box.left) / box.width)))
  }
  const tile = share === null ? 0 : Math.floor(share * tiles)
  return (
    <div className={classes.scrub} onPointerMove={follow} onPointerLeave={() => setShare(null)}>
      {video.posterUrl ? (
        <img
          className={classes.poster}
          src={video.posterUrl}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
        />
      ) : (
        <IconMovie size={24} stroke={1.2} className={classes.none} aria-hidden />
      )}
      {share !== null && video.spriteUrl ? (
        <>
          <div
            className={classes.sprite}
            style={{
              backgroundImage: `url("${video.spriteUrl}")`,
              backgroundSize: `${tiles * 100}% 100%`,
              backgroundPosition: `${(tile / (tiles - 1)) * 100}% 0`,
            }}
          />
          <div className={classes.needle} style={{ left: `${share * 100}%` }} />
        </>
      ) : null}
    </div>
  )
}
