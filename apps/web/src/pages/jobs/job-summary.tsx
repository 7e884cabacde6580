/** The state of the queue and of the purse. */
import { useQuery } from '@tanstack/react-query'
import { useProjectId } from '../../shell/project.js'
import { Facts } from '../../components/facts.js'
import { count, money } from '../../format.js'
import { trpc } from '../../trpc.js'

export function JobSummary() {
  const projectId = useProjectId()
  const { data } = useQuery(trpc.system.overview.queryOptions({ projectId }))
  if (!data) return null
  const { jobs, spend } = data
  return (
    <Facts
      facts={[
        ['Running', count(jobs.running)],
        ['Queued', count(jobs.queued)],
        ['Failed', count(jobs.failed)],
        ['Spent', money(spend.microUsd)],
        ['Calls', `${count(spend.calls)}, ${count(spend.replayed)} replayed`],
        ['Unpriced calls', count(spend.unknownCalls)],
      ]}
    />
  )
}
