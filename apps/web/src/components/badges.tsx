/** Small words with a colour that means the same on every page: the kind of a video, the state of anything. */
import {
  IconAlertTriangle,
  IconCheck,
  IconCircleDashed,
  IconClock,
  IconLoader2,
  IconPlayerPause,
  IconX,
  type Icon,
} from '@tabler/icons-react'
import type { VideoKind } from '../api-types.js'
import classes from './badges.module.css'

const kindLabels: Record<VideoKind, string> = { live: 'Live', vlog: 'Vlog', documentary: 'Documentary' }

export function KindBadge({ kind }: { kind: VideoKind | null }) {
  if (!kind) return null
  return (
    <span className={classes.kind} data-kind={kind}>
      {kindLabels[kind]}
    </span>
  )
}

type Tone = 'good' | 'warn' | 'bad' | 'calm' | 'quiet'

const states: Record<string, { label: string; tone: Tone; icon: Icon }> = {
  queued: { label: 'Queued', tone: 'quiet', icon: IconClock },
  running: { label: 'Running', tone: 'calm', icon: IconLoader2 },
  importing: { label: 'Importing', tone: 'calm', icon: IconLoader2 },
  waiting: { label: 'Waiting', tone: 'warn', icon: IconPlayerPause },
  paused: { label: 'Paused', tone: 'warn', icon: IconPlayerPause },
  pending: { label: 'Pending', tone: 'quiet', icon: IconCircleDashed },
  done: { label: 'Done', tone: 'good', icon: IconCheck },
  ready: { label: 'Ready', tone: 'good', icon: IconCheck },
  complete: { label: 'Complete', tone: 'good', icon: IconCheck },
  answered: { label: 'Answered', tone: 'good', icon: IconCheck },
  scored: { label: 'Scored', tone: 'good', icon: IconCheck },
  kept: { label: 'Kept', tone: 'good', icon: IconCheck },
  accepted: { label: 'Accepted', tone: 'good', icon: IconCheck },
  edited: { label: 'Edited', tone: 'calm', icon: IconCheck },
  partial: { label: 'Partial', tone: 'warn', icon: IconAlertTriangle },
  incomplete: { label: 'Incomplete', tone: 'warn', icon: IconAlertTriangle },
  truncated: { label: 'Truncated', tone: 'warn', icon: IconAlertTriangle },
  unscored: { label: 'Unscored', tone: 'warn', icon: IconAlertTriangle },
  skipped: { label: 'Skipped', tone: 'quiet', icon: IconX },
  undecided: { label: 'Undecided', tone: 'quiet', icon: IconCircleDashed },
  dropped: { label: 'Dropped', tone: 'quiet', icon: IconX },
  rejected: { label: 'Rejected', tone: 'bad', icon: IconX },
  failed: { label: 'Failed', tone: 'bad', icon: IconX },
  error: { label: 'Error', tone: 'bad', icon: IconX },
  cancelled: { label: 'Cancelled', tone: 'quiet', icon: IconX },
}

/** A state that this list does not know is shown as its own word. */
export function StateBadge({ state, label }: { state: string; label?: string }) {
  const known = states[state] ?? { label: state, tone: 'quiet' as const, icon: IconCircleDashed }
  const StateIcon = known.icon
  return (
    <span className={classes.state} data-tone={known.tone}>
      <StateIcon size={13} aria-hidden className={known.icon === IconLoader2 ? classes.turning : undefined} />
      {label ?? known.label}
    </span>
  )
}

export const kindLabel = (kind: VideoKind): string => kindLabels[kind]
export const stateLabel = (state: string): string => states[state]?.label ?? state
