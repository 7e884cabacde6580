/**
 * The project that every page shows. Its id stands in the address; without one the server's opening project is
 * taken: people's own before the demo. Pages are drawn once it is known, so that no list mixes two projects.
 */
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { createContext, useContext, type ReactNode } from 'react'
import { FailureNote } from '../components/failure-note.js'
import { PageSkeleton } from '../components/skeletons.js'
import { trpc } from '../trpc.js'
import classes from './page-error.module.css'

const ProjectId = createContext<string | undefined>(undefined)

/** @throws outside of a page */
export function useProjectId(): string {
  const id = useContext(ProjectId)
  if (id === undefined) throw new Error('No project is open here.')
  return id
}

/** The id in the address, or the one that the server opens. */
export function useOpenProject() {
  const { project } = useSearch({ from: '__root__' })
  const overview = useQuery(trpc.system.overview.queryOptions(project ? { projectId: project } : undefined))
  return { id: project ?? overview.data?.project.id, overview }
}

export function ProjectGate({ children }: { children: ReactNode }) {
  const { id, overview } = useOpenProject()
  if (id !== undefined) return <ProjectId value={id}>{children}</ProjectId>
  if (overview.error)
    return (
      <div className={classes.page}>
        <FailureNote error={overview.error} onRetry={() => void overview.refetch()} isRetrying={overview.isFetching} />
      </div>
    )
  return <PageSkeleton />
}
