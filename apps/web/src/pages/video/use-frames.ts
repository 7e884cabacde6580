/** The frames chosen from a video and which of them is selected: the same for timeline, strip, list and keys. */
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import type { SampledFrame, VideoSample } from '../../api-types.js'
import type { PlayerHandle } from '../../components/use-player.js'
import { useShortcuts } from '../../hotkeys/use-shortcuts.js'
import { videoRoute } from '../../routes.js'
import { trpc } from '../../trpc.js'

export interface Frames {
  strategy: 'profile' | 'segments'
  setStrategy: (strategy: 'profile' | 'segments') => void
  sample: VideoSample | null | undefined
  isPending: boolean
  error: unknown
  retry: () => void
  selected: SampledFrame | undefined
  select: (frame: SampledFrame) => void
}

export function useFrames(videoId: string, player: PlayerHandle): Frames {
  const { strategy = 'profile', frame } = videoRoute.useSearch()
  const navigate = videoRoute.useNavigate()
  const query = useQuery(
    trpc.videos.sample.queryOptions({ id: videoId, strategy }, { placeholderData: (previous) => previous }),
  )
  const all = query.data?.frames ?? []
  const position = all.findIndex((candidate) => candidate.index === frame)
  const select = useCallback(
    (chosen: SampledFrame) => {
      player.seek(chosen.timestampSeconds)
      void navigate({ search: (previous) => ({ ...previous, frame: chosen.index }), replace: true })
    },
    [player, navigate],
  )
  const isAtStart = useRef(true)
  const first = all[position]
  useEffect(() => {
    // An address that names a frame opens the video there, once.
    if (first && isAtStart.current) player.seek(first.timestampSeconds)
    if (first) isAtStart.current = false
  }, [first, player])
  const step = (by: number) => {
    const from =
      position >= 0 ? position : all.findLastIndex((candidate) => candidate.timestampSeconds <= player.now() + 0.001)
    const next = all[Math.min(all.length - 1, Math.max(0, from + by))]
    if (next) select(next)
  }
  useShortcuts('Frames', [
    { keys: ']', label: 'Next chosen frame', run: () => step(1) },
    { keys: '[', label: 'Previous chosen frame', run: () => step(-1) },
  ])
  return {
    strategy,
    setStrategy: (next) =>
      void navigate({
        search: (previous) => ({ ...previous, strategy: next === 'profile' ? undefined : next, frame: undefined }),
        replace: true,
      }),
    sample: query.data,
    isPending: query.isPending,
    error: query.error,
    retry: () => void query.refetch(),
    selected: all[position],
    select,
  }
}
