/** What can be done with the video: speak with it, send it on, correct its kind, remove it. */
import { ActionIcon, Button, Menu } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconDots, IconMessages, IconPlayerPlay, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { VideoDetail, VideoKind } from '../../api-types.js'
import { kindLabel } from '../../components/badges.js'
import { notifyFailure } from '../../components/notify-failure.js'
import { trpc } from '../../trpc.js'

const kinds: VideoKind[] = ['live', 'vlog', 'documentary']

export function VideoActions({ video }: { video: VideoDetail }) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const refresh = () => queryClient.invalidateQueries()
  const start = useMutation(trpc.pipeline.start.mutationOptions({ onSuccess: refresh, onError: notifyFailure }))
  const setKind = useMutation(trpc.videos.setKind.mutationOptions({ onSuccess: refresh, onError: notifyFailure }))
  const remove = useMutation(
    trpc.videos.remove.mutationOptions({
      onSuccess: async () => {
        await navigate({ to: '/videos' })
        await refresh()
      },
      onError: notifyFailure,
    }),
  )
  const confirmRemoval = () =>
    modals.openConfirmModal({
      title: 'Remove this video?',
      children: 'Its frames, captions, dialogues and conversations go with it. This cannot be undone.',
      labels: { confirm: 'Remove', cancel: 'Keep' },
      confirmProps: { color: 'red' },
      onConfirm: () => remove.mutate({ id: video.id }),
    })
  const isUsable = video.status === 'ready' || video.status === 'partial'
  return (
    <>
      {isUsable ? (
        <>
          <Button
            variant="default"
            leftSection={<IconPlayerPlay size={14} />}
            loading={start.isPending}
            onClick={() => start.mutate({ videoIds: [video.id], stages: ['sample', 'caption', 'dialogues'] })}
          >
            Run the pipeline
          </Button>
          <Button
            leftSection={<IconMessages size={14} />}
            renderRoot={(props) => <Link to="/chat" search={{ video: video.id }} {...props} />}
          >
            Chat
          </Button>
        </>
      ) : null}
      <Menu>
        <Menu.Target>
          <ActionIcon variant="default" aria-label="More">
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Treat as (§3.1 decides by length)</Menu.Label>
          {kinds.map((kind) => (
            <Menu.Item
              key={kind}
              disabled={kind === video.kind || !isUsable}
              onClick={() => setKind.mutate({ id: video.id, kind })}
            >
              {kindLabel(kind)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconTrash size={14} />} onClick={confirmRemoval}>
            Remove
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
