/** What can be done with the ticked videos, or with all that match: tag them, send them on, or remove them. */
import { Button, Checkbox, CloseButton, Popover, TagsInput, UnstyledButton } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconPlayerPlay, IconTag, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Stage } from '../../api-types.js'
import { notifyFailure } from '../../components/notify-failure.js'
import { plural } from '../../format.js'
import { useProjectId } from '../../shell/project.js'
import { trpc } from '../../trpc.js'
import { PlanSheet, type PlannedWork } from './plan-sheet.js'
import { filterOf, type VideosSearch } from './search.js'
import type { Selection } from './use-selection.js'
import classes from './bulk-bar.module.css'

const stages: { stage: Stage; label: string; note: string }[] = [
  { stage: 'sample', label: 'Frames', note: 'choose frames for captions and for the role' },
  { stage: 'caption', label: 'Caption', note: '64 descriptions and a summary' },
  { stage: 'dialogues', label: 'Dialogues', note: 'questions and answers in character' },
]

interface Props {
  selection: Selection
  search: VideosSearch
  /** True where more match than are loaded. */
  hasMore: boolean
}

export function BulkBar({ selection, search, hasMore }: Props) {
  const projectId = useProjectId()
  const queryClient = useQueryClient()
  const [wanted, setWanted] = useState<Stage[]>(['sample', 'caption', 'dialogues'])
  const [planned, setPlanned] = useState<PlannedWork>()
  const [isChoosing, setIsChoosing] = useState(false)
  const remove = useMutation(
    trpc.videos.remove.mutationOptions({ onError: notifyFailure, onSettled: () => queryClient.invalidateQueries() }),
  )
  const total = selection.ids.size
  const words = selection.isWhole ? 'all that match' : plural(total, 'video')
  const all = { ...filterOf(search), projectId }
  const confirmRemoval = () =>
    modals.openConfirmModal({
      title: `Remove ${plural(total, 'video')}?`,
      children: 'Their frames, captions, dialogues and conversations go with them. This cannot be undone.',
      labels: { confirm: 'Remove', cancel: 'Keep' },
      confirmProps: { color: 'red' },
      onConfirm: () => {
        for (const id of selection.ids) remove.mutate({ id })
        selection.clear()
      },
    })
  const sheet = (
    <PlanSheet
      work={planned}
      onClose={(isStarted) => {
        setPlanned(undefined)
        if (isStarted) selection.clear()
      }}
    />
  )
  if (total === 0) return sheet
  return (
    <div className={classes.bar} role="toolbar" aria-label="Selected videos">
      {sheet}
      <span className={classes.total}>
        {selection.isWhole ? 'All that match' : `${plural(total, 'video')} selected`}
      </span>
      {hasMore && !selection.isWhole ? (
        <UnstyledButton className={classes.whole} onClick={selection.takeWhole}>
          take all that match
        </UnstyledButton>
      ) : null}
      <Popover position="top" width={280} trapFocus opened={isChoosing} onChange={setIsChoosing}>
        <Popover.Target>
          <Button leftSection={<IconPlayerPlay size={14} />} onClick={() => setIsChoosing((open) => !open)}>
            Start pipeline
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <Checkbox.Group
            value={wanted}
            onChange={(values) => setWanted(values as Stage[])}
            label="Rooms to walk through"
          >
            <div className={classes.stages}>
              {stages.map(({ stage, label, note }) => (
                <Checkbox key={stage} value={stage} label={label} description={note} />
              ))}
            </div>
          </Checkbox.Group>
          <Button
            fullWidth
            disabled={wanted.length === 0}
            onClick={() => {
              setIsChoosing(false)
              setPlanned({
                videoIds: selection.isWhole ? all : [...selection.ids],
                stages: stages.map(({ stage }) => stage).filter((stage) => wanted.includes(stage)),
              })
            }}
          >
            Look at the plan for {words}
          </Button>
        </Popover.Dropdown>
      </Popover>
      <TagButton choice={selection.isWhole ? { matching: all } : { ids: [...selection.ids] }} />
      {selection.isWhole ? null : (
        <Button variant="default" leftSection={<IconTrash size={14} />} onClick={confirmRemoval}>
          Remove
        </Button>
      )}
      <CloseButton aria-label="Clear the selection" onClick={selection.clear} />
    </div>
  )
}

type Choice = { ids: string[] } | { matching: ReturnType<typeof filterOf> & { projectId: string } }

function TagButton({ choice }: { choice: Choice }) {
  const queryClient = useQueryClient()
  const [isOpen, setIsOpen] = useState(false)
  const [add, setAdd] = useState<string[]>([])
  const [remove, setRemove] = useState<string[]>([])
  const tag = useMutation(
    trpc.videos.tag.mutationOptions({
      onSuccess: () => {
        setIsOpen(false)
        setAdd([])
        setRemove([])
        void queryClient.invalidateQueries(trpc.videos.pathFilter())
      },
      onError: notifyFailure,
    }),
  )
  return (
    <Popover position="top" width={280} trapFocus opened={isOpen} onChange={setIsOpen}>
      <Popover.Target>
        <Button variant="default" leftSection={<IconTag size={14} />} onClick={() => setIsOpen((open) => !open)}>
          Tag
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.stages}>
        <TagsInput size="xs" label="Put on" value={add} onChange={setAdd} maxTags={20} />
        <TagsInput size="xs" label="Take off" value={remove} onChange={setRemove} maxTags={20} />
        <Button
          fullWidth
          loading={tag.isPending}
          disabled={add.length + remove.length === 0}
          onClick={() => tag.mutate({ choice, add, remove })}
        >
          Change the tags
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}
