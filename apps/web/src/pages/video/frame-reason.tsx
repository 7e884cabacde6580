/** Why one frame was chosen: the sentence, and the numbers it rests on. */
import type { SampledFrame } from '../../api-types.js'
import { instant } from '../../format.js'
import classes from './frame-reason.module.css'

export function FrameReason({ frame }: { frame: SampledFrame }) {
  const numbers = reasonNumbers(frame)
  return (
    <div className={classes.reason} aria-live="polite">
      <div>
        <strong>{instant(frame.timestampSeconds)}</strong> {frame.reason.text}
      </div>
      {numbers.length > 0 ? (
        <dl className={classes.numbers}>
          {numbers.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </div>
  )
}

export function reasonNumbers({ reason, pts, timestampSeconds }: SampledFrame): [name: string, value: string][] {
  const numbers: [string, string | undefined][] = [
    [
      'asked for',
      reason.askedSeconds === undefined || Math.abs(reason.askedSeconds - timestampSeconds) < 0.005
        ? undefined
        : instant(reason.askedSeconds),
    ],
    ['difference D/M', reason.meanDifference?.toFixed(2)],
    [
      'group',
      reason.group === undefined ? undefined : `${reason.group + 1}${reason.groups ? ` of ${reason.groups}` : ''}`,
    ],
    ['variation', reason.variation?.toFixed(2)],
    ['similarity', reason.similarity?.toFixed(3)],
    ['merged from', reason.mergedFrom?.length ? reason.mergedFrom.map(instant).join(', ') : undefined],
    ['before the cap', reason.cappedFrom === undefined ? undefined : String(reason.cappedFrom)],
    ['pts', String(pts)],
  ]
  return numbers.filter((entry): entry is [string, string] => entry[1] !== undefined)
}
