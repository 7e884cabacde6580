/** Versions that a job is freezing now, and those whose job went wrong last. */
import { useQuery } from '@tanstack/react-query'
import { FailureNote } from '../../components/failure-note.js'
import { Panel } from '../../components/panel.js'
import { ProgressLine } from '../../components/progress-line.js'
import { useProjectId } from '../../shell/project.js'
import { trpc } from '../../trpc.js'

export function InTheMaking() {
  const projectId = useProjectId()
  const jobs = useQuery(
    trpc.jobs.list.queryOptions(
      { projectId, kind: 'version', limit: 5 },
      // The live stream says when a job begins and ends; how far it is in between is asked for.
      { refetchInterval: (query) => (query.state.data?.items.some((job) => job.state === 'running') ? 1_000 : false) },
    ),
  )
  const [newest] = jobs.data?.items ?? []
  const shown = (jobs.data?.items ?? []).filter(
    (job) =>
      job.state === 'queued' || job.state === 'running' || job.state === 'waiting' || (job === newest && job.error),
  )
  if (shown.length === 0) return null
  return (
    <Panel title="In the making">
      {shown.map((job) => (
        <div key={job.id}>
          <strong>{job.subjectName}</strong>
          {job.error ? <FailureNote error={job.error} isCompact /> : <ProgressLine job={job} />}
        </div>
      ))}
    </Panel>
  )
}
