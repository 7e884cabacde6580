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
  /** Shows another sample; the role's own where none is named. */
  show: (sampleId: string | undefined) => void
  /** The one beside it. */
  against: VideoSample | undefined
  compareWith: (sampleId: string | undefined) => void
  isPending: boolean
  error: unknown
  retry: () => void
  selected: SampledFrame | undefined
  select: (frame: SampledFrame) => void
}

export function useFrames(videoId: string, player: PlayerHandle): Frames {
  const { strategy = 'profile', frame, sample: sampleId, against: againstId } = videoRoute.useSearch()
  const navigate = videoRoute.useNavigate()
  const usual = useQuery({
    ...trpc.videos.sample.queryOptions({ id: videoId, strategy }, { placeholderData: (previous) => previous }),
    enabled: sampleId === undefined,
  })
  const named = useQuery({
    ...trpc.sampling.get.queryOptions({ id: sampleId ?? '' }, { placeholderData: (previous) => previous }),
    enabled: sampleId !== undefined,
  })
  const against = useQuery({
    ...trpc.sampling.get.queryOptions({ id: againstId ?? '' }),
    enabled: againstId !== undefined,
  })
  const query = sampleId === undefined ? usual : named
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
        search: (previous) => ({
          ...previous,
          strategy: next === 'profile' ? undefined : next,
          sample: undefined,
          against: undefined,
          frame: undefined,
        }),
        replace: true,
      }),
    sample: query.data,
    show: (next) =>
      void navigate({ search: (previous) => ({ ...previous, sample: next, frame: undefined }), replace: true }),
    against: againstId === undefined ? undefined : against.data,
    compareWith: (next) => void navigate({ search: (previous) => ({ ...previous, against: next }), replace: true }),
    isPending: query.isPending,
    error: query.error ?? against.error,
    retry: () => void Promise.all([query.refetch(), againstId === undefined ? undefined : against.refetch()]),
    selected: all[position],
    select,
  }
}
