/** The whole API on a random port, with a typed client that speaks to it over HTTP. */
import { createTRPCClient, httpBatchStreamLink, httpSubscriptionLink, splitLink, type TRPCClient } from '@trpc/client'
import { EventSource } from 'eventsource'
import { startServer } from '../src/server.js'
import type { Services } from '../src/services.js'
import type { AppRouter } from '../src/trpc/router.js'
import { jobHandlers } from '../src/workflows/handlers.js'
import { startTestServices, type TestServicesOptions } from './services.js'

export interface TestApi {
  url: string
  services: Services
  client: TRPCClient<AppRouter>
  close(): Promise<void>
}

export async function startTestApi(options: TestServicesOptions): Promise<TestApi> {
  const services = await startTestServices({ handlers: jobHandlers, ...options })
  const { url, close } = await startServer(services)
  const trpc = `${url}/trpc`
  const client = createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({ url: trpc, EventSource }),
        false: httpBatchStreamLink({ url: trpc, maxItems: 20 }),
      }),
    ],
  })
  return {
    url,
    services,
    client,
    async close() {
      await close()
      await services.close()
    },
  }
}
