/** The shape of what is coming, while it is coming. */
import { Skeleton } from '@mantine/core'
import classes from './skeletons.module.css'

export function PageSkeleton() {
  return (
    <div className={classes.page} aria-busy="true" aria-label="Loading">
      <Skeleton height={20} width={160} />
      <Skeleton height={72} />
      <Skeleton height={240} />
    </div>
  )
}

export function LinesSkeleton({ lines = 4, height = 14 }: { lines?: number; height?: number }) {
  return (
    <div className={classes.lines} aria-busy="true" aria-label="Loading">
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} height={height} width={`${96 - ((index * 17) % 40)}%`} />
      ))}
    </div>
  )
}

export function RowsSkeleton({ rows = 5, height = 36 }: { rows?: number; height?: number }) {
  return (
    <div className={classes.lines} aria-busy="true" aria-label="Loading">
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={height} />
      ))}
    </div>
  )
}
