/** A job in one line that opens: how far, how long, what it cost; and where it failed, what to do. */
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconPlayerStop, IconRefresh } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { JobView } from '../api-types.js'
import { ago, dateTime, span } from '../format.js'
import { trpc } from '../trpc.js'
import { StateBadge } from './badges.js'
import { Cost } from './cost.js'
import { FailureNote } from './failure-note.js'
import { isActive, jobVerb } from './job-words.js'
import { notifyFailure } from './notify-failure.js'
import { ProgressLine } from './progress-line.js'
import { Rehearsal } from './rehearsal.js'
import classes from './job-line.module.css'

interface Props {
  job: JobView
  isCurrent?: boolean
  /** On a page about its subject the name says nothing. */
  withSubject?: boolean
}

export function JobLine({ job, isCurrent, withSubject }: Props) {
  const queryClient = useQueryClient()
  const settled = { onSettled: () => queryClient.invalidateQueries(trpc.jobs.pathFilter()), onError: notifyFailure }
  const cancel = useMutation(trpc.jobs.cancel.mutationOptions(settled))
  const retry = useMutation(trpc.jobs.retry.mutationOptions(settled))
  const canRetry = job.state === 'failed' || job.state === 'cancelled' || job.state === 'partial'
  return (
    <div id={`job-${job.id}`} className={classes.job} data-current={isCurrent || undefined}>
      <div className={classes.row}>
        <span className={classes.state}>
          <StateBadge
            state={job.state}
            {...(job.isCancelRequested && isActive(job.state) ? { label: 'Stopping' } : {})}
          />
        </span>
        <span className={classes.title}>
          {jobVerb(job.kind)}
          {withSubject && job.subjectName ? <SubjectLink job={job} /> : null}
          {job.isRehearsal ? <Rehearsal isShort /> : null}
        </span>
        <span className={classes.cost}>
          <Cost cost={job.cost} />
        </span>
        <Tooltip label={dateTime(job.createdAt)}>
          <span className={classes.when}>
            {job.elapsedSeconds === null ? ago(job.createdAt) : span(job.elapsedSeconds)}
          </span>
        </Tooltip>
        <span className={classes.actions}>
          {isActive(job.state) ? (
            <Tooltip label="Cancel">
              <ActionIcon
                aria-label="Cancel"
                disabled={job.isCancelRequested}
                loading={cancel.isPending}
                onClick={() => cancel.mutate({ id: job.id })}
              >
                <IconPlayerStop size={15} />
              </ActionIcon>
            </Tooltip>
          ) : null}
          {canRetry ? (
            <Tooltip label="Take it up again: finished steps cost nothing">
              <ActionIcon aria-label="Retry" loading={retry.isPending} onClick={() => retry.mutate({ id: job.id })}>
                <IconRefresh size={15} />
              </ActionIcon>
            </Tooltip>
          ) : null}
        </span>
      </div>
      {isActive(job.state) ? <ProgressLine job={job} /> : null}
      {job.state === 'waiting' && job.runAfter ? (
        <span className="faint">
          attempt {job.attempt + 1} {ago(job.runAfter)}
        </span>
      ) : null}
      {job.error ? <FailureNote error={job.error} isCompact /> : null}
    </div>
  )
}

const notOfAVideo = new Set<JobView['kind']>(['version', 'export', 'training-log', 'demo'])

function SubjectLink({ job }: { job: JobView }) {
  const name = <span className={classes.subject}>{job.subjectName}</span>
  if (!job.subjectId) return name
  if (job.kind === 'evaluate')
    return (
      <Link to="/evaluations/$runId" params={{ runId: job.subjectId }} className={classes.link}>
        {name}
      </Link>
    )
  if (job.kind === 'version' && typeof job.result?.['versionId'] === 'string')
    return (
      <Link to="/data-sets" search={{ version: job.result['versionId'] }} className={classes.link}>
        {name}
      </Link>
    )
  if (notOfAVideo.has(job.kind)) return name
  return (
    <Link to="/videos/$videoId" params={{ videoId: job.subjectId }} className={classes.link}>
      {name}
    </Link>
  )
}
