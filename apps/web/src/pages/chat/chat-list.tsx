/** Conversations that exist, and the characters and videos that one can begin with. */
import { Button, Select } from '@mantine/core'
import { IconMessages } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useProjectId } from '../../shell/project.js'
import { DemoButton } from '../../components/demo-button.js'
import { Empty } from '../../components/empty.js'
import { FailureNote } from '../../components/failure-note.js'
import { notifyFailure } from '../../components/notify-failure.js'
import { Page } from '../../components/page.js'
import { Panel } from '../../components/panel.js'
import { Rehearsal } from '../../components/rehearsal.js'
import { RowsSkeleton } from '../../components/skeletons.js'
import { ago, plural } from '../../format.js'
import { chatListRoute } from '../../routes.js'
import { trpc } from '../../trpc.js'
import { Characters } from './characters.js'
import classes from './chat-list.module.css'

export function ChatListPage() {
  const projectId = useProjectId()
  const chats = useInfiniteQuery(
    trpc.chat.list.infiniteQueryOptions({ projectId, limit: 40 }, { getNextPageParam: (page) => page.nextCursor }),
  )
  const items = chats.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Page title="Chat" documentTitle="Chat">
      <NewConversation />
      <Characters />
      {chats.error ? <FailureNote error={chats.error} onRetry={() => void chats.refetch()} /> : null}
      <Panel title="Conversations" isFlush>
        {chats.isPending ? <RowsSkeleton rows={4} height={48} /> : null}
        {chats.isSuccess && items.length === 0 ? (
          <Empty icon={IconMessages} title="No conversation yet">
            Choose a video above. The person in it answers from the frames that were chosen and from what is known of
            it.
          </Empty>
        ) : null}
        <ul className={classes.list}>
          {items.map((chat) => (
            <li key={chat.id}>
              <Link to="/chat/$conversationId" params={{ conversationId: chat.id }} className={classes.row}>
                {chat.posterUrl ? (
                  <img src={chat.posterUrl} alt="" className={classes.poster} loading="lazy" />
                ) : (
                  <span className={classes.poster} />
                )}
                <span className={classes.words}>
                  <span className="truncate">{chat.title}</span>
                  <span className="faint truncate">
                    {chat.responder.name} · {plural(chat.messages, 'message')} · {ago(chat.createdAt)}
                  </span>
                </span>
                {chat.responder.isRehearsal ? <Rehearsal /> : null}
              </Link>
            </li>
          ))}
        </ul>
      </Panel>
      {chats.hasNextPage ? (
        <Button variant="default" loading={chats.isFetchingNextPage} onClick={() => void chats.fetchNextPage()}>
          Show older conversations
        </Button>
      ) : null}
    </Page>
  )
}

function NewConversation() {
  const projectId = useProjectId()
  const { video } = chatListRoute.useSearch()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [modelId, setModelId] = useState<string | null>(null)
  const [search, setSearch] = useState('')
  const videos = useQuery(
    trpc.videos.list.queryOptions(
      { projectId, ...(search ? { search } : {}), limit: 50 },
      { placeholderData: (previous) => previous },
    ),
  )
  const chosen = useQuery(trpc.videos.get.queryOptions({ id: video ?? '' }, { enabled: video !== undefined }))
  const models = useQuery(trpc.models.list.queryOptions())
  const usable = (videos.data?.items ?? []).filter((item) => item.status === 'ready' || item.status === 'partial')
  const options = new Map(usable.map((item) => [item.id, item.name]))
  if (chosen.data) options.set(chosen.data.id, chosen.data.name)
  const responder = models.data?.find((model) => model.roles.includes('responder'))
  const start = useMutation(
    trpc.chat.start.mutationOptions({
      onSuccess: async (conversation) => {
        await navigate({ to: '/chat/$conversationId', params: { conversationId: conversation.id } })
        await queryClient.invalidateQueries(trpc.chat.pathFilter())
      },
      onError: notifyFailure,
    }),
  )
  if (videos.isSuccess && !search && options.size === 0)
    return (
      <Panel>
        <Empty icon={IconMessages} title="Nobody to speak with yet" action={<DemoButton />}>
          A conversation needs a video. The demo project brings two.
        </Empty>
      </Panel>
    )
  return (
    <Panel title="Speak with someone">
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (video) start.mutate({ videoId: video, ...(modelId ? { responderModelId: modelId } : {}) })
        }}
      >
        <Select
          label="Video"
          placeholder="Choose a video"
          searchable
          w={320}
          maw="100%"
          value={video ?? null}
          data={[...options].map(([value, label]) => ({ value, label }))}
          filter={({ options: all }) => all}
          onSearchChange={(text) => setSearch(text === options.get(video ?? '') ? '' : text)}
          onChange={(value) => void navigate({ to: '/chat', search: value ? { video: value } : {}, replace: true })}
          nothingFoundMessage="No video by that name"
        />
        <Select
          label="Answered by"
          w={220}
          maw="100%"
          value={modelId ?? responder?.id ?? null}
          data={(models.data ?? []).map((model) => ({ value: model.id, label: model.name }))}
          onChange={setModelId}
        />
        <Button type="submit" size="xs" disabled={!video} loading={start.isPending}>
          Begin
        </Button>
      </form>
    </Panel>
  )
}
