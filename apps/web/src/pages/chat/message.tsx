/** One message. Plain text only, whatever a model or a person wrote. */
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconRefresh } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { ChatMessageView } from '../../api-types.js'
import { StateBadge } from '../../components/badges.js'
import { FailureNote } from '../../components/failure-note.js'
import { Rehearsal } from '../../components/rehearsal.js'
import { span } from '../../format.js'
import type { Sending } from './use-send.js'
import classes from './message.module.css'

export function Words({ role, text }: { role: 'user' | 'assistant'; text: string }) {
  return (
    <div className={classes.bubble} data-role={role}>
      <p className="prose">{text}</p>
    </div>
  )
}

interface Props {
  message: ChatMessageView
  siblings: ChatMessageView[]
  onSibling: (id: string) => void
  onAgain: (() => void) | undefined
}

export function Message({ message, siblings, onSibling, onAgain }: Props) {
  const position = siblings.findIndex((sibling) => sibling.id === message.id)
  const go = (by: number) => {
    const next = siblings[position + by]
    if (next) onSibling(next.id)
  }
  /** The person stopped it: that is no failure. */
  const wasStopped = message.status === 'interrupted' && message.failure?.code === 'aborted'
  const isOdd = message.role === 'assistant' && message.status !== 'complete'
  return (
    <article className={classes.message} data-role={message.role}>
      {message.text === '' ? null : <Words role={message.role} text={message.text} />}
      {message.failure && !wasStopped ? (
        <FailureNote error={message.failure} onRetry={onAgain} retryLabel="Ask again" isCompact />
      ) : null}
      <footer className={classes.foot}>
        {siblings.length > 1 ? (
          <span className={classes.siblings}>
            <ActionIcon size={20} aria-label="Earlier try" disabled={position <= 0} onClick={() => go(-1)}>
              <IconChevronLeft size={14} />
            </ActionIcon>
            {position + 1} / {siblings.length}
            <ActionIcon
              size={20}
              aria-label="Later try"
              disabled={position >= siblings.length - 1}
              onClick={() => go(1)}
            >
              <IconChevronRight size={14} />
            </ActionIcon>
          </span>
        ) : null}
        {message.role === 'assistant' ? (
          <>
            {isOdd ? <StateBadge state={message.status} label={statusWords[message.status]} /> : null}
            {message.isRehearsal ? <Rehearsal isShort /> : null}
            {message.firstTokenMs === null ? null : <span>first words after {span(message.firstTokenMs / 1000)}</span>}
            {message.latencyMs === null ? null : <span>{span(message.latencyMs / 1000)} in all</span>}
            {onAgain && (!message.failure || wasStopped) ? (
              <Tooltip label="Ask again: the first answer is kept">
                <ActionIcon size={22} aria-label="Ask again" onClick={onAgain}>
                  <IconRefresh size={14} />
                </ActionIcon>
              </Tooltip>
            ) : null}
          </>
        ) : null}
      </footer>
    </article>
  )
}

const statusWords: Record<ChatMessageView['status'], string> = {
  complete: 'Complete',
  streaming: 'Being written elsewhere',
  interrupted: 'Stopped; what arrived is kept',
  truncated: 'Cut at the token limit',
  refused: 'The model declined',
  empty: 'The model said nothing',
  failed: 'Failed',
}

export function StreamingAnswer({ sending }: { sending: Sending }) {
  const waited = useElapsed(sending.sinceMs, sending.firstTextMs === null)
  return (
    <article className={classes.message} data-role="assistant">
      <div className={classes.bubble} data-role="assistant">
        <p className="prose">
          {sending.text}
          <span className={classes.caret} aria-hidden />
        </p>
      </div>
      <footer className={classes.foot}>
        {sending.firstTextMs === null
          ? `waiting ${span(waited)}`
          : `first words after ${span(sending.firstTextMs / 1000)}`}
      </footer>
    </article>
  )
}

function useElapsed(sinceMs: number, isRunning: boolean): number {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(() => setSeconds((performance.now() - sinceMs) / 1000), 200)
    return () => clearInterval(timer)
  }, [sinceMs, isRunning])
  return seconds
}
