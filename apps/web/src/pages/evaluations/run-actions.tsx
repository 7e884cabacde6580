/** Stops a run, or takes it up again where it was left: finished judgements cost nothing. */
import { Button } from '@mantine/core'
import { IconArrowsDiff, IconPlayerStop, IconRefresh } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
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
  if (job && isActive(job.state))
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
  return (
    <>
      {run.row === null ? null : (
        <Button
          variant="default"
          leftSection={<IconArrowsDiff size={14} />}
          renderRoot={(props) => <Link to="/evaluations/compare" search={{ a: run.id }} {...props} />}
        >
          Compare
        </Button>
      )}
      {!job || run.status === 'complete' ? null : (
        <Button
          variant="default"
          leftSection={<IconRefresh size={14} />}
          loading={retry.isPending}
          onClick={() => retry.mutate({ id: job.id })}
        >
          Take it up again
        </Button>
      )}
    </>
  )
}
