/** How many videos are how long. Press a bar to keep only those. Colours are the kinds' (§3.1: 5 s and 10 min). */
import { Tooltip, UnstyledButton } from '@mantine/core'
import type { VideoFacets } from '../api-types.js'
import { count, span } from '../format.js'
import classes from './duration-strip.module.css'

type Bucket = VideoFacets['durations'][number]

interface Props {
  buckets: Bucket[]
  fromSeconds: number | undefined
  onChange: (bucket: Bucket | undefined) => void
}

export function DurationStrip({ buckets, fromSeconds, onChange }: Props) {
  const most = Math.max(1, ...buckets.map((bucket) => bucket.count))
  return (
    <div className={classes.strip} role="group" aria-label="Length of the videos">
      {buckets.map((bucket) => {
        const words = `${name(bucket)}: ${count(bucket.count)} videos`
        const isOn = bucket.fromSeconds === fromSeconds
        return (
          <Tooltip key={bucket.fromSeconds} label={words}>
            <UnstyledButton
              className={classes.bucket}
              data-kind={kindAt(bucket)}
              data-off={(fromSeconds !== undefined && !isOn) || undefined}
              aria-pressed={isOn}
              aria-label={words}
              disabled={bucket.count === 0 && !isOn}
              onClick={() => onChange(isOn ? undefined : bucket)}
            >
              <span className={classes.column}>
                <span className={classes.bar} style={{ height: `${(100 * bucket.count) / most}%` }} />
              </span>
              <span className={classes.name}>{name(bucket)}</span>
            </UnstyledButton>
          </Tooltip>
        )
      })}
    </div>
  )
}

function name({ fromSeconds, toSeconds }: Bucket): string {
  const short = (seconds: number) => (seconds < 60 ? `${seconds} s` : span(seconds))
  if (toSeconds === null) return `over ${short(fromSeconds)}`
  if (fromSeconds === 0) return `to ${short(toSeconds)}`
  const isSameUnit = fromSeconds < 60 === toSeconds < 60
  return `${isSameUnit ? short(fromSeconds).replace(/ .*/, '') : short(fromSeconds)}–${short(toSeconds)}`
}

const kindAt = ({ fromSeconds }: Bucket): string =>
  fromSeconds < 5 ? 'live' : fromSeconds < 600 ? 'vlog' : 'documentary'
