/**
 * The one door to the server. Reads and writes are batched and streamed; subscriptions come as server-sent events
 * whose ids are tracked, so that a reconnect goes on where the stream was cut.
 */
import type { AppRouter } from '@video2roleplay/api'
import type { inferRouterInputs } from '@trpc/server'
import { QueryClient } from '@tanstack/react-query'
import { createTRPCClient, httpBatchStreamLink, httpSubscriptionLink, splitLink, TRPCClientError } from '@trpc/client'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'

/** Above this the server refuses a batch. */
const MAX_BATCH_ITEMS = 20

export const client = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (operation) => operation.type === 'subscription',
      true: httpSubscriptionLink({ url: '/trpc' }),
      false: httpBatchStreamLink({ url: '/trpc', maxItems: MAX_BATCH_ITEMS, maxURLLength: 8000 }),
    }),
  ],
})

/** Only a server that could not be reached is asked again: an answer that is an error will not change. */
function shouldRetry(failures: number, error: unknown): boolean {
  const isAnswer = error instanceof TRPCClientError && error.data !== undefined && error.data !== null
  return !isAnswer && failures < 2
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 10_000, gcTime: 10 * 60_000, retry: shouldRetry, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
})

export const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient })

/** What a procedure takes, for a page that hands it on. */
export type RouterInputs = inferRouterInputs<AppRouter>
