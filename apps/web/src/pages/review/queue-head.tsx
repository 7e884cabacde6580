/** Which queue, how much of it is left, how fast it goes, and how long the open item stays one's own. */
import { Switch, UnstyledButton } from '@mantine/core'
import { useInterval } from '@mantine/hooks'
import { useState } from 'react'
import type { ReviewProgress } from '../../api-types.js'
import { FacetChips } from '../../components/facet-chips.js'
import { setReviewerName } from '../../components/reviewer-name.js'
import { clock, count, span } from '../../format.js'
import { reviewRoute } from '../../routes.js'
import type { Queue } from './use-queue.js'
import classes from './queue-head.module.css'

interface Props {
  progress: ReviewProgress | undefined
  queue: Queue
  reviewer: string
}

export function QueueHead({ progress, queue, reviewer }: Props) {
  const { look = 'first', flagged = false } = reviewRoute.useSearch()
  const navigate = reviewRoute.useNavigate()
  const open = progress?.open.filter((lease) => lease.reviewer !== reviewer) ?? []
  return (
    <div className={classes.head}>
      <FacetChips
        label="Which look"
        value={look}
        onChange={(next) => void navigate({ search: (before) => ({ ...before, look: next }), replace: true })}
        options={[
          { value: 'first', label: 'First look', count: progress?.unreviewed ?? 0 },
          { value: 'second', label: 'Second look', count: progress?.awaitingSecond ?? 0 },
          { value: 'resolve', label: 'Disputes', count: progress?.disputed ?? 0 },
        ]}
      />
      <Switch
        label={`Only marked${progress ? ` (${count(progress.flagged)})` : ''}`}
        checked={flagged}
        onChange={(event) => {
          const isOn = event.currentTarget.checked
          void navigate({ search: (before) => ({ ...before, flagged: isOn || undefined }), replace: true })
        }}
      />
      <span className={classes.facts}>
        {queue.secondsEach === undefined ? null : (
          <span>
            {count(queue.decided)} decided, {span(queue.secondsEach)} each
          </span>
        )}
        {queue.item ? (
          <Lease key={`${queue.item.dialogue.id} ${queue.item.lease.until}`} seconds={queue.item.lease.secondsLeft} />
        ) : null}
        {open.length > 0 ? <span>open elsewhere: {open.map((lease) => lease.reviewer).join(', ')}</span> : null}
        <span>
          {reviewer}{' '}
          <UnstyledButton className={classes.link} onClick={() => setReviewerName(null)}>
            change
          </UnstyledButton>
        </span>
      </span>
    </div>
  )
}

function Lease({ seconds }: { seconds: number }) {
  const [left, setLeft] = useState(seconds)
  useInterval(() => setLeft((now) => Math.max(0, now - 1)), 1000, { autoInvoke: true })
  return <span title="Nobody else is given this item meanwhile">yours for {clock(left)}</span>
}
