/** Pages of the library as one list. A clicked length narrows it here; pages are read on until the screen is full. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useProjectId } from '../../shell/project.js'
import { trpc } from '../../trpc.js'
import type { VideosSearch } from './search.js'

const PAGE = 60
/** How many narrowed videos are enough before the person scrolls. */
const FULL_SCREEN = 40

export function useLibrary({ search, kind, status, sort, fromSeconds, toSeconds }: VideosSearch) {
  const projectId = useProjectId()
  const query = useInfiniteQuery(
    trpc.videos.list.infiniteQueryOptions(
      {
        projectId,
        ...(search ? { search } : {}),
        ...(kind ? { kind } : {}),
        ...(status ? { status } : {}),
        sort: sort ?? 'newest',
        limit: PAGE,
      },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: (previous) => previous },
    ),
  )
  const isNarrowed = fromSeconds !== undefined
  const videos = useMemo(() => {
    const all = query.data?.pages.flatMap((page) => page.items) ?? []
    if (!isNarrowed) return all
    return all.filter(
      ({ durationSeconds }) =>
        durationSeconds !== null &&
        durationSeconds >= fromSeconds &&
        durationSeconds < (toSeconds ?? Number.POSITIVE_INFINITY),
    )
  }, [query.data, isNarrowed, fromSeconds, toSeconds])

  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const loadMore = () => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }
  useEffect(() => {
    if (isNarrowed && videos.length < FULL_SCREEN && hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [isNarrowed, videos.length, hasNextPage, isFetchingNextPage, fetchNextPage])

  return {
    videos,
    error: query.error,
    refetch: () => void query.refetch(),
    isPending: query.isPending,
    isEmpty: query.isSuccess && videos.length === 0 && !hasNextPage,
    hasMore: hasNextPage,
    loadMore,
  }
}
