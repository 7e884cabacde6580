/**
 * One stream of job events for the whole page. Each event carries the job as it is now, so lists are patched in
 * place; a job that changed state also makes what it worked on stale. The stream's health is known to the banner.
 */
import { useQueryClient, type QueryClient, type InfiniteData } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import type { JobEventView, JobView, Page } from '../api-types.js'
import { trpc } from '../trpc.js'

export type StreamHealth = 'live' | 'connecting' | 'cut'

const Health = createContext<StreamHealth>('connecting')
export const useStreamHealth = (): StreamHealth => useContext(Health)

/** A stream that was cut for less than this is not worth a banner. */
const PATIENCE_MS = 4000
/** Progress of many jobs refreshes pages at most this often. */
const REFRESH_MS = 1200

export function LiveEvents({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient()
  const refresh = useRefresh(queryClient)
  const subscription = useSubscription(
    trpc.jobs.events.subscriptionOptions(
      {},
      {
        onData: ({ data }) => {
          patchJob(queryClient, data.job)
          if (data.kind === 'state' || data.job.kind === 'evaluate' || data.job.kind === 'caption') refresh(data)
        },
      },
    ),
  )
  const isOpen = subscription.status === 'pending'
  const isCut = useIsLongFalse(isOpen)
  const wasCut = useRef(false)
  useEffect(() => {
    if (isCut) wasCut.current = true
    else if (isOpen && wasCut.current) {
      wasCut.current = false
      void queryClient.invalidateQueries()
    }
  }, [isCut, isOpen, queryClient])
  return <Health value={isOpen ? 'live' : isCut ? 'cut' : 'connecting'}>{children}</Health>
}

function patchJob(queryClient: QueryClient, job: JobView): void {
  queryClient.setQueryData(trpc.jobs.get.queryKey({ id: job.id }), job)
  queryClient.setQueriesData<InfiniteData<Page<JobView>>>(trpc.jobs.list.infiniteQueryFilter(), (data) =>
    data?.pages
      ? {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            items: page.items.map((item) => (item.id === job.id ? job : item)),
          })),
        }
      : data,
  )
}

/** Collects what became stale and refetches it together. */
function useRefresh(queryClient: QueryClient): (event: JobEventView) => void {
  const kinds = useRef(new Set<JobView['kind']>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return useMemo(() => {
    const flush = () => {
      timer.current = undefined
      const paths = new Set<Stale>([trpc.jobs, trpc.system, ...[...kinds.current].flatMap(staleAfter)])
      kinds.current.clear()
      for (const path of paths) void queryClient.invalidateQueries(path.pathFilter())
    }
    return (event) => {
      kinds.current.add(event.job.kind)
      timer.current ??= setTimeout(flush, REFRESH_MS)
    }
  }, [queryClient])
}

/** A part of what the server knows, as the cache names it. */
type Stale = Pick<typeof trpc.jobs, 'pathFilter'>

function staleAfter(kind: JobView['kind']): Stale[] {
  if (kind === 'evaluate') return [trpc.evals]
  if (kind === 'export' || kind === 'version' || kind === 'training-log')
    return [trpc.dataSets, trpc.exports, trpc.training]
  if (kind === 'dialogues') return [trpc.videos, trpc.dialogues]
  return kind === 'demo'
    ? [trpc.videos, trpc.sampling, trpc.dialogues, trpc.evals, trpc.dataSets, trpc.exports, trpc.projects]
    : [trpc.videos, trpc.sampling]
}

function useIsLongFalse(value: boolean): boolean {
  const [isLong, setIsLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(!value), value ? 0 : PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [value])
  return isLong
}
