/** The house in seven numbers, each a link to the room where it is made. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Overview } from '../../api-types.js'
import { count, money, plural, shortCount } from '../../format.js'
import classes from './counts.module.css'

export function Counts({ overview }: { overview: Overview }) {
  const { counts, spend } = overview
  return (
    <dl className={classes.strip}>
      <Count label="Videos" value={shortCount(counts.videos)} to="/videos">
        {count(counts.ready)} ready
        {counts.failed > 0 ? <span className={classes.bad}> · {count(counts.failed)} failed</span> : null}
      </Count>
      <Count label="Frames chosen" value={shortCount(counts.frames)} to="/videos">
        each with its reason
      </Count>
      <Count label="Captions" value={shortCount(counts.captions)} to="/videos">
        of {plural(counts.ready, 'ready video')}
      </Count>
      <Count label="Dialogues" value={shortCount(counts.dialogues)} to="/data-sets">
        kept for training
      </Count>
      <Count label="Evaluation runs" value={shortCount(counts.runs)} to="/evaluations">
        on the leaderboard
      </Count>
      <Count label="Spent" value={money(spend.microUsd)} to="/settings">
        {plural(spend.calls, 'call')}, {count(spend.replayed)} replayed
        {spend.unknownCalls > 0 ? <span className={classes.warn}> · {count(spend.unknownCalls)} unpriced</span> : null}
      </Count>
    </dl>
  )
}

interface CountProps {
  label: string
  value: string
  to: '/videos' | '/data-sets' | '/evaluations' | '/settings'
  children: ReactNode
}

function Count({ label, value, to, children }: CountProps) {
  return (
    <Link to={to} className={classes.count}>
      <dt className={classes.label}>{label}</dt>
      <dd className={classes.value} data-is-word={/[a-z]/.test(value) || undefined}>
        {value}
      </dd>
      <dd className={classes.note}>{children}</dd>
    </Link>
  )
}
