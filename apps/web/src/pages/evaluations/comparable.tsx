/** Whether a row may stand beside others, and if not, why not: one sentence for each cell that lost too much. */
import { Tooltip } from '@mantine/core'
import { IconScale, IconScaleOutlineOff } from '@tabler/icons-react'
import type { LeaderboardRow } from '../../api-types.js'
import classes from './comparable.module.css'

export function Comparable({ row }: { row: LeaderboardRow | null }) {
  if (!row) return <span className="faint">–</span>
  const { isComparable, reasons } = row.comparability
  if (isComparable)
    return (
      <span className={classes.badge} data-comparable>
        <IconScale size={13} aria-hidden /> yes
      </span>
    )
  return (
    <Tooltip
      label={
        <ul className={classes.reasons}>
          {reasons.slice(0, 6).map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
          {reasons.length > 6 ? <li>and {reasons.length - 6} more</li> : null}
        </ul>
      }
    >
      <span className={classes.badge} tabIndex={0} aria-label={`Not comparable. ${reasons.join('. ')}`}>
        <IconScaleOutlineOff size={13} aria-hidden /> no
      </span>
    </Tooltip>
  )
}
