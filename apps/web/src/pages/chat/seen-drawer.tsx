/** Everything that the model is given with the next question: frames in their order, the summary, the messages. */
import { Drawer, FocusTrap, SegmentedControl } from '@mantine/core'
import type { ChatContext } from '../../api-types.js'
import { Facts } from '../../components/facts.js'
import { count, instant } from '../../format.js'
import { chatRoute } from '../../routes.js'
import { GroundingNote } from './grounding-note.js'
import classes from './seen-drawer.module.css'

export function SeenDrawer({ context }: { context: ChatContext }) {
  const { seen = false, seenTab = 'frames' } = chatRoute.useSearch()
  const navigate = chatRoute.useNavigate()
  const { tokens } = context
  return (
    <Drawer
      opened={seen}
      onClose={() => void navigate({ search: (previous) => ({ ...previous, seen: undefined }), replace: true })}
      title="What the model sees"
      size={560}
    >
      <FocusTrap.InitialFocus />
      <div className={classes.drawer}>
        <GroundingNote context={context} />
        <Facts
          facts={[
            ['Model', context.responder.name],
            ['Frames', count(context.frames.length)],
            ['Layout', context.layout],
            ['Prompt', context.promptId],
            ['Tokens, at most', `${count(tokens.total)}${tokens.limit === null ? '' : ` of ${count(tokens.limit)}`}`],
            [
              'Left out',
              context.dropped.length === 0
                ? 'nothing'
                : context.dropped.map((drop) => `${drop.count} ${drop.what}`).join(', '),
            ],
          ]}
        />
        <SegmentedControl
          aria-label="What to show"
          value={seenTab}
          onChange={(value) =>
            void navigate({
              search: (previous) => ({ ...previous, seenTab: value === 'messages' ? 'messages' : undefined }),
              replace: true,
            })
          }
          data={[
            { value: 'frames', label: `Frames (${context.frames.length})` },
            { value: 'messages', label: `Messages (${context.messages.length})` },
          ]}
        />
        {seenTab === 'frames' ? <Frames context={context} /> : <Messages context={context} />}
      </div>
    </Drawer>
  )
}

function Frames({ context }: { context: ChatContext }) {
  if (context.frames.length === 0) return <p className="faint">No frame reaches the model.</p>
  return (
    <ol className={classes.frames}>
      {context.frames.map((frame) => (
        <li key={frame.index} title={frame.reason.text}>
          <img src={frame.url} alt={`Frame at ${instant(frame.timestampSeconds)}`} loading="lazy" decoding="async" />
          <span>{instant(frame.timestampSeconds)}</span>
        </li>
      ))}
    </ol>
  )
}

function Messages({ context }: { context: ChatContext }) {
  return (
    <ol className={classes.messages}>
      {context.messages.map((message, index) => (
        <li key={`${message.role}${index}`}>
          <header>
            <strong>{message.role}</strong>
            {message.images > 0 ? <span className="faint"> · {message.images} pictures</span> : null}
          </header>
          <pre className={classes.text}>{message.text}</pre>
        </li>
      ))}
    </ol>
  )
}
