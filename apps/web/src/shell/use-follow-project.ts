/** A link to a thing opens the project that the thing belongs to. */
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useProjectId } from './project.js'

export function useFollowProject(projectId: string | undefined): void {
  const open = useProjectId()
  const navigate = useNavigate()
  useEffect(() => {
    if (projectId !== undefined && projectId !== open)
      void navigate({ to: '.', search: (previous) => ({ ...previous, project: projectId }), replace: true })
  }, [projectId, open, navigate])
}
