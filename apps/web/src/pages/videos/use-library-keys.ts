/** The library from the keyboard: j/k along, arrows by row, x to tick, Enter to open. */
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { VideoCard } from '../../api-types.js'
import { useShortcuts } from '../../hotkeys/use-shortcuts.js'
import { focusSearch } from '../../components/search-field.js'
import type { Selection } from './use-selection.js'

export function useLibraryKeys(videos: VideoCard[], selection: Selection) {
  const navigate = useNavigate()
  const [current, setCurrent] = useState<number | null>(null)
  /** The grid says how many tiles a row has. */
  const columns = useRef(1)
  const move = (by: number) =>
    setCurrent((now) =>
      videos.length === 0 ? null : Math.min(videos.length - 1, Math.max(0, (now ?? -1 + (by < 0 ? 1 : 0)) + by)),
    )
  const chosen = current === null ? undefined : videos[current]
  useShortcuts('Library', [
    { keys: 'j', label: 'Next video', run: () => move(1) },
    { keys: 'k', label: 'Previous video', run: () => move(-1) },
    { keys: 'ArrowRight', label: 'Right', run: () => move(1) },
    { keys: 'ArrowLeft', label: 'Left', run: () => move(-1) },
    { keys: 'ArrowDown', label: 'One row down', run: () => move(columns.current) },
    { keys: 'ArrowUp', label: 'One row up', run: () => move(-columns.current) },
    {
      keys: 'Enter',
      label: 'Open',
      run: () => chosen && void navigate({ to: '/videos/$videoId', params: { videoId: chosen.id } }),
    },
    { keys: 'x', label: 'Tick or untick', run: () => chosen && selection.toggle(chosen.id) },
    { keys: 'A', label: 'Tick all that are loaded', run: selection.addAll },
    { keys: 'Escape', label: 'Untick all', run: selection.clear },
    { keys: '/', label: 'Search', run: focusSearch },
  ])
  return { current, columns }
}
