/** Work that stopped for want of money or of a price: why, and the button that lets it go on. */
import { Alert, Button } from '@mantine/core'
import { IconPlayerPause } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { notifyFailure } from '../../components/notify-failure.js'
import { plural } from '../../format.js'
import { useProjectId } from '../../shell/project.js'
import { trpc } from '../../trpc.js'

export function PausedNote() {
  const projectId = useProjectId()
  const queryClient = useQueryClient()
  const budget = useQuery(trpc.pipeline.budget.queryOptions())
  const isAny = (budget.data?.pausedJobs ?? 0) > 0
  const paused = useQuery(trpc.jobs.list.queryOptions({ projectId, state: 'paused', limit: 1 }, { enabled: isAny }))
  const resume = useMutation(
    trpc.pipeline.resume.mutationOptions({ onSuccess: () => queryClient.invalidateQueries(), onError: notifyFailure }),
  )
  const [first] = paused.data?.items ?? []
  if (!isAny || !first) return null
  return (
    <Alert
      color="yellow"
      icon={<IconPlayerPause size={16} />}
      title={`${plural(budget.data?.pausedJobs ?? 0, 'job')} paused`}
    >
      {first.error?.message} {first.error?.advice}{' '}
      <Button variant="default" ml="xs" loading={resume.isPending} onClick={() => resume.mutate({ projectId })}>
        Resume
      </Button>
    </Alert>
  )
}
