/** How far a job is: a thin bar, and beside it the count, the label and the time left. */
import type { JobGlance, JobView } from '../api-types.js'
import { count, span } from '../format.js'
import classes from './progress-line.module.css'

interface Props {
  job: JobView | JobGlance
  isBare?: boolean
}

export function ProgressLine({ job, isBare }: Props) {
  const { done, total, label } = 'progress' in job ? job.progress : job
  const eta = 'etaSeconds' in job ? job.etaSeconds : null
  const share = total ? Math.min(1, done / total) : null
  const isMoving = job.state === 'running'
  return (
    <div className={classes.line}>
      <div
        className={classes.track}
        role="progressbar"
        aria-label={label ?? 'Progress'}
        aria-valuemin={0}
        aria-valuemax={total ?? undefined}
        aria-valuenow={share === null ? undefined : done}
      >
        <div
          className={classes.fill}
          data-state={job.state}
          data-unknown={(share === null && isMoving) || undefined}
          style={{
            width: share === null ? (isMoving ? '30%' : job.state === 'done' ? '100%' : '0%') : `${share * 100}%`,
          }}
        />
      </div>
      {isBare ? null : (
        <div className={classes.words}>
          <span>{total ? `${count(done)} / ${count(total)}` : done > 0 ? count(done) : ''}</span>
          <span className="truncate">{label}</span>
          {isMoving && eta !== null ? <span className={classes.eta}>{span(eta)} left</span> : null}
        </div>
      )}
    </div>
  )
}
