/** Ways of looking at the library that have a name. A view is an address: opening one is following a link. */
import { ActionIcon, Button, Menu, TextInput } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconBookmark, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { defaultParseSearch, defaultStringifySearch } from '@tanstack/react-router'
import { useState } from 'react'
import { notifyFailure } from '../../components/notify-failure.js'
import { videosRoute } from '../../routes.js'
import { useProjectId } from '../../shell/project.js'
import { trpc } from '../../trpc.js'
import { VideosSearch } from './search.js'
import classes from './saved-views.module.css'

export function SavedViews() {
  const projectId = useProjectId()
  const search = videosRoute.useSearch()
  const navigate = videosRoute.useNavigate()
  const queryClient = useQueryClient()
  const views = useQuery(trpc.videos.views.queryOptions({ projectId }))
  const refresh = {
    onSuccess: () => queryClient.invalidateQueries(trpc.videos.views.pathFilter()),
    onError: notifyFailure,
  }
  const save = useMutation(trpc.videos.saveView.mutationOptions(refresh))
  const remove = useMutation(trpc.videos.removeView.mutationOptions(refresh))
  const askName = () =>
    modals.open({
      title: 'Save this view',
      children: (
        <NameForm
          onName={(name) => {
            save.mutate({ projectId, name, query: defaultStringifySearch(VideosSearch.parse(search)) })
            modals.closeAll()
          }}
        />
      ),
    })
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconBookmark size={14} />}>
          Views
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(views.data ?? []).map((view) => (
          <div key={view.id} className={classes.row}>
            <Menu.Item
              className={classes.view ?? ''}
              onClick={() =>
                void navigate({ search: (before) => ({ project: before.project, ...readView(view.query) }) })
              }
            >
              {view.name}
            </Menu.Item>
            <ActionIcon aria-label={`Forget ${view.name}`} onClick={() => remove.mutate({ id: view.id })}>
              <IconTrash size={14} />
            </ActionIcon>
          </div>
        ))}
        {views.data?.length ? <Menu.Divider /> : null}
        <Menu.Item onClick={() => void navigate({ search: (before) => ({ project: before.project }) })}>
          Everything
        </Menu.Item>
        <Menu.Item onClick={askName}>Save this view…</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** What an older version saved and this one does not know is left out, as in any address. */
function readView(query: string): VideosSearch {
  return VideosSearch.parse(defaultParseSearch(query))
}

function NameForm({ onName }: { onName: (name: string) => void }) {
  const [name, setName] = useState('')
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim()) onName(name.trim())
      }}
    >
      <TextInput
        data-autofocus
        label="Name"
        description="A view of the same name is replaced."
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" disabled={name.trim() === ''}>
        Save
      </Button>
    </form>
  )
}
