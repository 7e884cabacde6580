/** Another model means another conversation: what was said by one is never shown as said by another. */
import { Menu, Button } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ChatContext } from '../../api-types.js'
import { notifyFailure } from '../../components/notify-failure.js'
import { modelColour } from '../../theme/model-colour.js'
import { trpc } from '../../trpc.js'
import classes from './model-picker.module.css'

export function ModelPicker({ videoId, current }: { videoId: string; current: ChatContext['responder'] }) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const models = useQuery(trpc.models.list.queryOptions())
  const start = useMutation(
    trpc.chat.start.mutationOptions({
      onSuccess: async (conversation) => {
        await navigate({ to: '/chat/$conversationId', params: { conversationId: conversation.id } })
        await queryClient.invalidateQueries(trpc.chat.pathFilter())
      },
      onError: notifyFailure,
    }),
  )
  return (
    <Menu>
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<span className={classes.dot} style={{ background: modelColour(current.name) }} />}
          rightSection={<IconChevronDown size={14} />}
          loading={start.isPending}
        >
          {current.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Begin anew with</Menu.Label>
        {models.data?.map((model) => (
          <Menu.Item
            key={model.id}
            leftSection={<span className={classes.dot} style={{ background: modelColour(model.name) }} />}
            onClick={() => start.mutate({ videoId, responderModelId: model.id })}
          >
            {model.name}
            {model.isRehearsal ? <span className="faint"> rehearsal</span> : null}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
