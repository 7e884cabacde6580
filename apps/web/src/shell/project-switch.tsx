/** Which project is open, where there is more than one. */
import { Menu, UnstyledButton } from '@mantine/core'
import { IconCheck, IconSelector } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { plural } from '../format.js'
import { trpc } from '../trpc.js'
import { useOpenProject } from './project.js'
import classes from './project-switch.module.css'

export function ProjectSwitch() {
  const { id } = useOpenProject()
  const navigate = useNavigate()
  const projects = useQuery(trpc.projects.list.queryOptions())
  const current = projects.data?.find((project) => project.id === id)
  if (!current || (projects.data?.length ?? 0) < 2) return null
  return (
    <Menu position="bottom-start" width={220}>
      <Menu.Target>
        <UnstyledButton className={classes.button} aria-label={`Project: ${current.name}. Change it`}>
          <span className="truncate">{current.name}</span>
          <IconSelector size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {projects.data?.map((project) => (
          <Menu.Item
            key={project.id}
            rightSection={project.id === id ? <IconCheck size={14} /> : null}
            onClick={() => void navigate({ to: '/', search: { project: project.id } })}
          >
            {project.name} <span className="faint">{plural(project.videos, 'video')}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
