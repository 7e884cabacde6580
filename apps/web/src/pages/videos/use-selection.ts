/** Which videos are ticked: some, or all that match, loaded or not. Shift extends from the last one ticked. */
import { useState } from 'react'
import type { VideoCard } from '../../api-types.js'

export interface Selection {
  ids: ReadonlySet<string>
  toggle: (id: string, isRange?: boolean) => void
  clear: () => void
  /** All that are loaded. */
  addAll: () => void
  /** True where all that match are meant. */
  isWhole: boolean
  takeWhole: () => void
}

export function useSelection(videos: VideoCard[]): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const [isWhole, setIsWhole] = useState(false)
  const [anchor, setAnchor] = useState<string | null>(null)
  const toggle = (id: string, isRange = false) => {
    const next = new Set(ids)
    const from = isRange && anchor ? videos.findIndex((video) => video.id === anchor) : -1
    const to = videos.findIndex((video) => video.id === id)
    if (from >= 0 && to >= 0)
      for (const video of videos.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(video.id)
    else if (!next.delete(id)) next.add(id)
    setAnchor(id)
    setIsWhole(false)
    setIds(next)
  }
  return {
    ids,
    toggle,
    clear: () => {
      setIsWhole(false)
      setIds(new Set())
    },
    addAll: () => setIds(new Set(videos.map((video) => video.id))),
    isWhole,
    takeWhole: () => {
      setIds(new Set(videos.map((video) => video.id)))
      setIsWhole(true)
    },
  }
}
