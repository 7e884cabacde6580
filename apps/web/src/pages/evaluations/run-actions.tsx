/** Stops a run, or takes it up again where it was left: finished judgements cost nothing. */
import { Button } from '@mantine/core'
import { IconPlayerStop, IconRefresh } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { EvalRunView } from '../../api-types.js'
import { isActive } from '../../components/job-words.js'
import { notifyFailure } from '../../components/notify-failure.js'
import { trpc } from '../../trpc.js'

export function RunActions({ run }: { run: EvalRunView }) {
  const queryClient = useQueryClient()
  const options = { onSettled: () => queryClient.invalidateQueries(), onError: notifyFailure }
  const cancel = useMutation(trpc.jobs.cancel.mutationOptions(options))
  const retry = useMutation(trpc.jobs.retry.mutationOptions(options))
  const { job } = run
  if (!job) return null
  if (isActive(job.state))
    return (
      <Button
        variant="default"
        leftSection={<IconPlayerStop size={14} />}
        loading={cancel.isPending}
        onClick={() => cancel.mutate({ id: job.id })}
      >
        Stop
      </Button>
    )
  if (run.status === 'complete') return null
  return (
    <Button
      variant="default"
      leftSection={<IconRefresh size={14} />}
      loading={retry.isPending}
      onClick={() => retry.mutate({ id: job.id })}
    >
      Take it up again
    </Button>
  )
}
