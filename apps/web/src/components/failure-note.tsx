/** An error as a person wants it: the sentence, what to do, the code for the search box, and one way to go on. */
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { readFailure, type ShownFailure } from '../failure.js'
import classes from './failure-note.module.css'

interface Props {
  /** Something thrown by a query, or a failure that the server stored. */
  error: unknown
  onRetry?: (() => void) | undefined
  retryLabel?: string
  isRetrying?: boolean
  isCompact?: boolean
  /** `warn`: something is missing, the rest is good. */
  tone?: 'bad' | 'warn'
  children?: ReactNode
}

export function FailureNote({
  error,
  onRetry,
  retryLabel = 'Try again',
  isRetrying,
  isCompact,
  tone = 'bad',
  children,
}: Props) {
  const failure = isStored(error) ? error : readFailure(error)
  return (
    <div className={classes.note} data-compact={isCompact || undefined} data-tone={tone} role="alert">
      <IconAlertTriangle size={16} className={classes.icon} aria-hidden />
      <div className={classes.body}>
        <div className={classes.message}>{failure.message}</div>
        {failure.advice ? <div className={classes.advice}>{failure.advice}</div> : null}
        <div className={classes.foot}>
          <code className={classes.code}>{failure.code}</code>
          {onRetry ? (
            <Button
              variant="default"
              size="compact-xs"
              leftSection={<IconRefresh size={13} />}
              loading={isRetrying ?? false}
              onClick={onRetry}
            >
              {retryLabel}
            </Button>
          ) : null}
          {children}
        </div>
      </div>
    </div>
  )
}

function isStored(error: unknown): error is ShownFailure {
  return (
    typeof error === 'object' && error !== null && !(error instanceof Error) && 'code' in error && 'message' in error
  )
}
