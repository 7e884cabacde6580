/** Characters as cards: who they are, what they are made of, how other programs call them. */
import { ActionIcon, Button, CopyButton, FileButton, Menu, Tooltip } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import {
  IconCheck,
  IconCopy,
  IconDots,
  IconDownload,
  IconFileImport,
  IconMessages,
  IconPencil,
  IconPlus,
  IconTrash,
  IconUser,
} from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { CharacterView } from '../../api-types.js'
import { Empty } from '../../components/empty.js'
import { FailureNote } from '../../components/failure-note.js'
import { notifyFailure } from '../../components/notify-failure.js'
import { Panel } from '../../components/panel.js'
import { RowsSkeleton } from '../../components/skeletons.js'
import { clock, plural } from '../../format.js'
import { chatListRoute } from '../../routes.js'
import { useProjectId } from '../../shell/project.js'
import { trpc } from '../../trpc.js'
import { CharacterForm } from './character-form.js'
import { saveCard, toBase64 } from './card-file.js'
import classes from './characters.module.css'

export function Characters() {
  const projectId = useProjectId()
  const navigate = chatListRoute.useNavigate()
  const { character: opened } = chatListRoute.useSearch()
  const characters = useInfiniteQuery(
    trpc.characters.list.infiniteQueryOptions(
      { projectId, limit: 24 },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  )
  const items = characters.data?.pages.flatMap((page) => page.items) ?? []
  const open = (character: string | undefined) =>
    void navigate({ search: (previous) => ({ ...previous, character }), replace: true })
  return (
    <Panel
      title="Characters"
      note="one person, from one video or several; /v1 serves them to other programs"
      actions={
        <>
          <ImportCard />
          <Button size="xs" leftSection={<IconPlus size={14} />} onClick={() => open('new')}>
            Character
          </Button>
        </>
      }
    >
      {characters.error ? (
        <FailureNote error={characters.error} onRetry={() => void characters.refetch()} />
      ) : characters.isPending ? (
        <RowsSkeleton rows={2} height={88} />
      ) : items.length === 0 ? (
        <Empty icon={IconUser} title="No character yet">
          Every video can be spoken with as it is. A character adds a name, a manner and more videos, and travels as a
          card.
        </Empty>
      ) : (
        <ul className={classes.grid}>
          {items.map((character) => (
            <CharacterCard key={character.id} character={character} onEdit={() => open(character.id)} />
          ))}
        </ul>
      )}
      {characters.hasNextPage ? (
        <Button
          variant="default"
          loading={characters.isFetchingNextPage}
          onClick={() => void characters.fetchNextPage()}
        >
          Show more
        </Button>
      ) : null}
      {opened === undefined ? null : (
        <CharacterForm key={opened} id={opened === 'new' ? undefined : opened} onClose={() => open(undefined)} />
      )}
    </Panel>
  )
}

function CharacterCard({ character, onEdit }: { character: CharacterView; onEdit: () => void }) {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const settled = {
    onError: notifyFailure,
    onSettled: () => queryClient.invalidateQueries(trpc.characters.pathFilter()),
  }
  const start = useMutation(
    trpc.chat.start.mutationOptions({
      onSuccess: ({ id }) => navigate({ to: '/chat/$conversationId', params: { conversationId: id } }),
      onError: notifyFailure,
    }),
  )
  const remove = useMutation(trpc.characters.remove.mutationOptions(settled))
  const give = async (format: 'png' | 'v2' | 'v3') => {
    try {
      saveCard(await queryClient.fetchQuery(trpc.characters.exportCard.queryOptions({ id: character.id, format })))
    } catch (error) {
      notifyFailure(error)
    }
  }
  const [first] = character.videos
  return (
    <li className={classes.card}>
      {first?.posterUrl ? (
        <img src={first.posterUrl} alt="" className={classes.portrait} loading="lazy" />
      ) : (
        <span className={classes.portrait} />
      )}
      <div className={classes.words}>
        <div className={classes.name}>{character.name}</div>
        <div className={classes.persona}>{character.persona ?? ''}</div>
        <div className={classes.facts}>
          {first === undefined
            ? 'no video here'
            : `${plural(character.videos.length, 'video')}, ${clock(character.videos.reduce((sum, video) => sum + (video.durationSeconds ?? 0), 0))}`}
          {character.examples.length > 0 ? ` · ${plural(character.examples.length, 'example')}` : ''}
          {character.responder ? ` · ${character.responder.name}` : ''}
        </div>
        <div className={classes.actions}>
          <Button
            size="compact-xs"
            variant="light"
            leftSection={<IconMessages size={13} />}
            disabled={first === undefined}
            loading={start.isPending}
            onClick={() => start.mutate({ characterId: character.id })}
          >
            Speak
          </Button>
          <CopyButton value={character.model}>
            {({ copied, copy }) => (
              <Tooltip label={copied ? 'Copied' : 'Copy its model name for /v1'}>
                <ActionIcon variant="subtle" aria-label="Copy its model name" onClick={copy}>
                  {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
                </ActionIcon>
              </Tooltip>
            )}
          </CopyButton>
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" aria-label={`More about ${character.name}`}>
                <IconDots size={14} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconPencil size={14} />} onClick={onEdit}>
                Change
              </Menu.Item>
              <Menu.Item leftSection={<IconDownload size={14} />} onClick={() => void give('png')}>
                Card as PNG
              </Menu.Item>
              <Menu.Item leftSection={<IconDownload size={14} />} onClick={() => void give('v2')}>
                Card as JSON, version 2
              </Menu.Item>
              <Menu.Item leftSection={<IconDownload size={14} />} onClick={() => void give('v3')}>
                Card as JSON, version 3
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item
                color="red"
                leftSection={<IconTrash size={14} />}
                onClick={() => remove.mutate({ id: character.id })}
              >
                Remove; its videos and conversations stay
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </div>
      </div>
    </li>
  )
}

function ImportCard() {
  const projectId = useProjectId()
  const queryClient = useQueryClient()
  const take = useMutation(
    trpc.characters.importCard.mutationOptions({
      onSuccess: async ({ character, missing }) => {
        await queryClient.invalidateQueries(trpc.characters.pathFilter())
        notifications.show(
          missing.length === 0
            ? { title: character.name, message: 'The card is taken in.' }
            : {
                title: `${character.name} lacks ${plural(missing.length, 'video')}`,
                message: `${missing.join(', ')}: import the file, then choose it under Change.`,
                color: 'yellow',
              },
        )
      },
      onError: notifyFailure,
    }),
  )
  const read = async (file: File | null) => {
    if (file === null) return
    const card = file.name.toLowerCase().endsWith('.png')
      ? { pngBase64: toBase64(new Uint8Array(await file.arrayBuffer())) }
      : { json: await file.text() }
    take.mutate({ card, projectId })
  }
  return (
    <FileButton accept=".json,.png,application/json,image/png" onChange={(file) => void read(file)}>
      {(props) => (
        <Button
          {...props}
          size="xs"
          variant="default"
          loading={take.isPending}
          leftSection={<IconFileImport size={14} />}
        >
          Card
        </Button>
      )}
    </FileButton>
  )
}
