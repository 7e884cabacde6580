import { Skeleton } from '@mantine/core'
import { DEFAULT_TILE } from './facets.js'
import classes from './grid-skeleton.module.css'

export function GridSkeleton({ size = DEFAULT_TILE }: { size?: number | undefined }) {
  return (
    <div
      className={classes.grid}
      style={{ gridTemplateColumns: `repeat(auto-fill, minmax(min(${size}px, 44%), 1fr))` }}
      aria-busy="true"
      aria-label="Loading videos"
    >
      {Array.from({ length: 12 }, (_, index) => (
        <div key={index} className={classes.tile}>
          <Skeleton className={classes.picture ?? ''} />
          <Skeleton height={13} width="72%" />
          <Skeleton height={13} width="44%" />
        </div>
      ))}
    </div>
  )
}
