/** A failed or partial import, or a job that failed on this video: what happened, and how to go on. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { VideoDetail } from '../../api-types.js'
import { FailureNote } from '../../components/failure-note.js'
import { jobVerb } from '../../components/job-words.js'
import { notifyFailure } from '../../components/notify-failure.js'
import { ProgressLine } from '../../components/progress-line.js'
import { Panel } from '../../components/panel.js'
import { trpc } from '../../trpc.js'

export function VideoTrouble({ video }: { video: VideoDetail }) {
  const queryClient = useQueryClient()
  const refresh = { onSuccess: () => queryClient.invalidateQueries(), onError: notifyFailure }
  const retryVideo = useMutation(trpc.videos.retry.mutationOptions(refresh))
  const retryJob = useMutation(trpc.jobs.retry.mutationOptions(refresh))
  const failedJob = video.error ? undefined : video.jobs.find((job) => job.id === video.job?.id && job.error !== null)
  const running = video.jobs.find((job) => job.state === 'running' || job.state === 'waiting')
  return (
    <>
      {video.error ? (
        <FailureNote
          error={video.error}
          tone={video.status === 'partial' ? 'warn' : 'bad'}
          onRetry={() => retryVideo.mutate({ id: video.id })}
          retryLabel="Import again"
          isRetrying={retryVideo.isPending}
        />
      ) : null}
      {failedJob?.error ? (
        <FailureNote
          error={{ ...failedJob.error, message: `${jobVerb(failedJob.kind)}: ${failedJob.error.message}` }}
          onRetry={() => retryJob.mutate({ id: failedJob.id })}
          retryLabel="Take it up again"
          isRetrying={retryJob.isPending}
        />
      ) : null}
      {running ? (
        <Panel title={jobVerb(running.kind)} note={running.state === 'waiting' ? 'waiting for its next attempt' : null}>
          <ProgressLine job={running} />
        </Panel>
      ) : null}
    </>
  )
}
