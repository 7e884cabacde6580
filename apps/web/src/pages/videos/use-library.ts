/** Pages of the library as one list. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useProjectId } from '../../shell/project.js'
import { trpc } from '../../trpc.js'
import { filterOf, type VideosSearch } from './search.js'

const PAGE = 60

export function useLibrary(search: VideosSearch) {
  const projectId = useProjectId()
  const query = useInfiniteQuery(
    trpc.videos.list.infiniteQueryOptions(
      { projectId, ...filterOf(search), sort: search.sort ?? 'newest', limit: PAGE },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: (previous) => previous },
    ),
  )
  const videos = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])

  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const loadMore = () => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }

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
