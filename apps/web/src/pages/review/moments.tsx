/** The video's time: a tick for every described moment, a longer one where the answer leans on it. Press to go there. */
import type { ReviewItem } from '../../api-types.js'
import { usePlayerTime, type PlayerHandle } from '../../components/use-player.js'
import { clock } from '../../format.js'
import classes from './moments.module.css'

export function Moments({ item, player }: { item: ReviewItem; player: PlayerHandle }) {
  const now = usePlayerTime(player)
  const { durationSeconds } = item.video
  if (durationSeconds === null || durationSeconds <= 0 || item.moments.length === 0) return null
  const at = (seconds: number) => `${Math.min(100, (100 * seconds) / durationSeconds)}%`
  const leaning = new Set(item.grounding?.sentences.map(({ timestampSeconds }) => timestampSeconds))
  return (
    <div className={classes.strip}>
      <svg
        className={classes.plot}
        role="img"
        aria-label={`${item.moments.length} described moments over ${clock(durationSeconds)}`}
        onClick={(event) => {
          const { left, width } = event.currentTarget.getBoundingClientRect()
          player.seek(((event.clientX - left) / width) * durationSeconds)
        }}
      >
        {item.moments.map((seconds) => (
          <line
            key={seconds}
            className={classes.tick}
            data-leaning={leaning.has(seconds) || undefined}
            x1={at(seconds)}
            x2={at(seconds)}
            y1={leaning.has(seconds) ? 2 : 12}
            y2={22}
          />
        ))}
        <line className={classes.needle} x1={at(now)} x2={at(now)} y1={0} y2={24} />
      </svg>
      <div className={classes.ends}>
        <span>0:00</span>
        <span>{clock(durationSeconds)}</span>
      </div>
    </div>
  )
}
