/** The person in the video answers, beside the video. A drawer shows what the model is given. */
import { Button } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useCallback, useEffect, useRef } from 'react'
import { FailureNote } from '../../components/failure-note.js'
import { Page } from '../../components/page.js'
import { Rehearsal } from '../../components/rehearsal.js'
import { PageSkeleton } from '../../components/skeletons.js'
import { useShortcuts } from '../../hotkeys/use-shortcuts.js'
import { chatRoute } from '../../routes.js'
import { useFollowProject } from '../../shell/use-follow-project.js'
import { trpc } from '../../trpc.js'
import { ChatSide } from './chat-side.js'
import { Composer } from './composer.js'
import { Message, StreamingAnswer, Words } from './message.js'
import { branchThrough, pathTo, siblingsOf } from './message-tree.js'
import { ModelPicker } from './model-picker.js'
import { SeenDrawer } from './seen-drawer.js'
import { useSend } from './use-send.js'
import classes from './chat.module.css'

const STILL_WRITING_MS = 1500

export function ChatPage() {
  const { conversationId } = chatRoute.useParams()
  const search = chatRoute.useSearch()
  const navigate = chatRoute.useNavigate()
  const chat = useQuery(
    trpc.chat.get.queryOptions(
      { id: conversationId },
      {
        // An answer that is still being written, here or elsewhere, is looked at again until it is done.
        refetchInterval: ({ state }) =>
          state.data?.messages.some((message) => message.status === 'streaming') ? STILL_WRITING_MS : false,
      },
    ),
  )
  useFollowProject(chat.data?.conversation.projectId)
  const showLeaf = useCallback(
    (id: string) => void navigate({ search: (previous) => ({ ...previous, leaf: id }), replace: true }),
    [navigate],
  )
  const { sending, failure, send, stop } = useSend(conversationId, showLeaf)
  const toggleSeen = () =>
    void navigate({ search: (previous) => ({ ...previous, seen: previous.seen ? undefined : true }), replace: true })
  useShortcuts('Chat', [
    { keys: 'w', label: 'What the model sees', run: toggleSeen },
    { keys: '/', label: 'Write', run: () => document.querySelector<HTMLElement>('#composer')?.focus() },
  ])
  const end = useRef<HTMLDivElement>(null)
  const messages = chat.data?.messages ?? []
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' })
  }, [messages.length, sending?.text.length])

  if (chat.isPending) return <PageSkeleton />
  if (chat.error)
    return (
      <Page title="Chat" documentTitle="Chat">
        <FailureNote error={chat.error} onRetry={() => void chat.refetch()} />
      </Page>
    )
  const { conversation, video, context } = chat.data
  const shown = sending ? pathTo(messages, sending.parentId) : branchThrough(messages, search.leaf)
  const lastId = shown.at(-1)?.id ?? null
  return (
    <Page
      title={
        <Link to="/videos/$videoId" params={{ videoId: video.id }} className={classes.title}>
          {conversation.title}
        </Link>
      }
      documentTitle={conversation.title}
      aside={conversation.responder.isRehearsal ? <Rehearsal /> : null}
      actions={
        <>
          <ModelPicker videoId={video.id} current={conversation.responder} />
          <Button variant="default" leftSection={<IconEye size={14} />} onClick={toggleSeen}>
            What the model sees
          </Button>
        </>
      }
      isBare
    >
      <div className={classes.columns}>
        <ChatSide video={video} context={context} />
        <section className={classes.conversation} aria-label="Conversation">
          <div className={classes.messages} aria-live="polite" aria-busy={sending !== null}>
            {shown.length === 0 && !sending ? (
              <p className={classes.hint}>
                Ask something that only somebody who was there could answer. {context.missing.join(' ')}
              </p>
            ) : null}
            {shown.map((message) => (
              <Message
                key={message.id}
                message={message}
                siblings={siblingsOf(messages, message)}
                onSibling={showLeaf}
                onAgain={
                  sending || message.role === 'user'
                    ? undefined
                    : () => {
                        const question = messages.find((candidate) => candidate.id === message.parentId)
                        if (question) void send(question.text, question.parentId)
                      }
                }
              />
            ))}
            {sending ? (
              <>
                <Words role="user" text={sending.question} />
                <StreamingAnswer sending={sending} />
              </>
            ) : null}
            {failure && !sending && !shown.some((message) => message.failure) ? (
              <FailureNote
                error={failure}
                onRetry={() => void send(failure.question, failure.parentId)}
                retryLabel="Ask again"
              />
            ) : null}
            <div ref={end} />
          </div>
          <Composer isSending={sending !== null} onStop={stop} onSend={(text) => void send(text, lastId)} />
        </section>
      </div>
      <SeenDrawer context={context} />
    </Page>
  )
}
