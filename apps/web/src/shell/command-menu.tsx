/** ⌘K: jump to a room, find a video, a run or a conversation of any project, or start something. */
import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import { useDebouncedValue } from '@mantine/hooks'
import { IconMessages, IconMovie, IconSearch, IconUpload, IconChartDots3 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { trpc } from '../trpc.js'
import { openFilePicker } from '../uploads/file-picker.js'
import { navigation } from './navigation.js'
import { openShortcutSheet } from './shortcut-sheet-store.js'

export function CommandMenu() {
  const navigate = useNavigate()
  const [query, setQuery] = useState('')
  const [isOpen, setIsOpen] = useState(false)
  const [search] = useDebouncedValue(query.trim(), 180)
  const videos = useQuery(
    trpc.videos.list.queryOptions({ ...(search ? { search } : {}), limit: 8 }, { enabled: isOpen }),
  )
  const runs = useQuery(trpc.evals.list.queryOptions({ limit: 20 }, { enabled: isOpen }))
  const chats = useQuery(trpc.chat.list.queryOptions({ limit: 20 }, { enabled: isOpen }))
  const actions: SpotlightActionGroupData[] = [
    {
      group: 'Go to',
      actions: navigation.map((entry) => ({
        id: entry.to,
        label: entry.label,
        leftSection: <entry.icon size={16} stroke={1.6} />,
        onClick: () => void navigate({ to: entry.to }),
      })),
    },
    {
      group: 'Do',
      actions: [
        { id: 'upload', label: 'Add videos', leftSection: <IconUpload size={16} />, onClick: openFilePicker },
        {
          id: 'new-evaluation',
          label: 'New evaluation',
          leftSection: <IconChartDots3 size={16} />,
          onClick: () => void navigate({ to: '/evaluations', search: { isNew: true } }),
        },
        { id: 'shortcuts', label: 'Keyboard shortcuts', onClick: openShortcutSheet },
      ],
    },
    {
      group: 'Videos',
      actions: (videos.data?.items ?? []).map((video) => ({
        id: video.id,
        label: video.name,
        leftSection: <IconMovie size={16} stroke={1.6} />,
        onClick: () => void navigate({ to: '/videos/$videoId', params: { videoId: video.id } }),
      })),
    },
    {
      group: 'Evaluation runs',
      actions: (runs.data?.items ?? []).map((run) => ({
        id: run.id,
        label: run.name,
        description: run.responder.name,
        leftSection: <IconChartDots3 size={16} stroke={1.6} />,
        onClick: () => void navigate({ to: '/evaluations/$runId', params: { runId: run.id } }),
      })),
    },
    {
      group: 'Conversations',
      actions: (chats.data?.items ?? []).map((chat) => ({
        id: chat.id,
        label: chat.title,
        description: chat.videoName,
        leftSection: <IconMessages size={16} stroke={1.6} />,
        onClick: () => void navigate({ to: '/chat/$conversationId', params: { conversationId: chat.id } }),
      })),
    },
  ]
  return (
    <Spotlight
      actions={actions}
      query={query}
      onQueryChange={setQuery}
      onSpotlightOpen={() => setIsOpen(true)}
      onSpotlightClose={() => setIsOpen(false)}
      shortcut={['mod + K']}
      scrollable
      overlayProps={{ backgroundOpacity: 0.3, blur: 0 }}
      maxHeight={420}
      nothingFound="Nothing by that name"
      searchProps={{ leftSection: <IconSearch size={16} />, placeholder: 'Search or jump to…', size: 'md' }}
    />
  )
}
