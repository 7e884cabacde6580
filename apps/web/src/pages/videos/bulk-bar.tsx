/** What can be done with the ticked videos: send them through the pipeline, or remove them. */
import { Button, Checkbox, CloseButton, Popover } from '@mantine/core'
import { modals } from '@mantine/modals'
import { notifications } from '@mantine/notifications'
import { IconPlayerPlay, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Stage } from '../../api-types.js'
import { readFailure } from '../../failure.js'
import { plural } from '../../format.js'
import { trpc } from '../../trpc.js'
import type { Selection } from './use-selection.js'
import classes from './bulk-bar.module.css'

const stages: { stage: Stage; label: string; note: string }[] = [
  { stage: 'sample', label: 'Frames', note: 'choose frames for captions and for the role' },
  { stage: 'caption', label: 'Caption', note: '64 descriptions and a summary' },
  { stage: 'dialogues', label: 'Dialogues', note: 'questions and answers in character' },
]

export function BulkBar({ selection }: { selection: Selection }) {
  const queryClient = useQueryClient()
  const [wanted, setWanted] = useState<Stage[]>(['sample', 'caption', 'dialogues'])
  const fail = (error: unknown) => {
    const failure = readFailure(error)
    notifications.show({ color: 'red', title: failure.message, message: failure.advice ?? failure.code })
  }
  const start = useMutation(
    trpc.pipeline.start.mutationOptions({
      onSuccess: ({ jobIds }) => {
        notifications.show({
          title: `${plural(jobIds.length, 'job')} queued`,
          message: 'What is finished already is recognised and costs no call.',
        })
        selection.clear()
        void queryClient.invalidateQueries()
      },
      onError: fail,
    }),
  )
  const remove = useMutation(
    trpc.videos.remove.mutationOptions({
      onError: fail,
      onSettled: () => queryClient.invalidateQueries(),
    }),
  )
  const total = selection.ids.size
  if (total === 0) return null
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
  return (
    <div className={classes.bar} role="toolbar" aria-label="Selected videos">
      <span className={classes.total}>{plural(total, 'video')} selected</span>
      <Popover position="top" width={280} trapFocus>
        <Popover.Target>
          <Button leftSection={<IconPlayerPlay size={14} />}>Start pipeline</Button>
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
            loading={start.isPending}
            onClick={() =>
              start.mutate({
                videoIds: [...selection.ids],
                stages: stages.map(({ stage }) => stage).filter((stage) => wanted.includes(stage)),
              })
            }
          >
            Start for {plural(total, 'video')}
          </Button>
        </Popover.Dropdown>
      </Popover>
      <Button variant="default" leftSection={<IconTrash size={14} />} onClick={confirmRemoval}>
        Remove
      </Button>
      <CloseButton aria-label="Clear the selection" onClick={selection.clear} />
    </div>
  )
}
