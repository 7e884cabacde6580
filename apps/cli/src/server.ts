/** The running server: a typed client of it, and a clear sentence where there is none. */
import {
  createTRPCClient,
  httpBatchStreamLink,
  httpSubscriptionLink,
  splitLink,
  TRPCClientError,
  type TRPCClient,
} from '@trpc/client'
import type { AppRouter } from '@video2roleplay/api'
import { EventSource } from 'eventsource'
import { CliError } from './exit-codes.js'

export type Api = TRPCClient<AppRouter>

export interface Server {
  readonly url: string
  readonly api: Api
}

/** `V2R_URL`, else this machine at `PORT`. */
export function serverUrl(environment: NodeJS.ProcessEnv): string {
  const url = environment.V2R_URL?.trim() || `http://127.0.0.1:${environment.PORT?.trim() || '3210'}`
  if (!URL.canParse(url)) throw new CliError('bad-url', `V2R_URL is not a URL: ${url}`)
  return url.replace(/\/+$/, '')
}

export function connect(url: string): Server {
  return {
    url,
    api: createTRPCClient<AppRouter>({
      links: [
        splitLink({
          condition: (operation) => operation.type === 'subscription',
          true: httpSubscriptionLink({ url: `${url}/trpc`, EventSource }),
          false: httpBatchStreamLink({ url: `${url}/trpc`, maxItems: 10 }),
        }),
      ],
    }),
  }
}

/** What any verb may meet on its way, as the sentence a person gets. */
export function toCliError(error: unknown, url: string): CliError {
  if (error instanceof CliError) return error
  if (error instanceof TRPCClientError) {
    const failure = (error.data as { failure?: { code: string; message: string; advice: string | null } } | null)
      ?.failure
    if (failure) return new CliError(failure.code, failure.message, { advice: failure.advice, cause: error })
    if (isUnreachable(error)) return noServer(url, error)
    return new CliError('bad-answer', `${url} did not answer like a Video2Roleplay server: ${error.message}`, {
      advice: 'Check V2R_URL, or PORT.',
      cause: error,
    })
  }
  if (isUnreachable(error)) return noServer(url, error)
  const message = error instanceof Error ? error.message : String(error)
  return new CliError('internal', message, { cause: error })
}

export const noServer = (url: string, cause?: unknown): CliError =>
  new CliError('no-server', `No Video2Roleplay server answers at ${url}.`, {
    advice: 'Start one in another terminal: npx --yes pnpm@12.21.0 start. One that runs elsewhere is named by V2R_URL.',
    cause,
  })

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ETIMEDOUT',
  'EPIPE',
  'UND_ERR_SOCKET',
])

function isUnreachable(error: unknown): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    // What fetch says of any connection that did not come about.
    if (current instanceof TypeError && current.message === 'fetch failed') return true
    if (networkCodes.has((current as NodeJS.ErrnoException).code ?? '')) return true
    if (current instanceof AggregateError && current.errors.some(isUnreachable)) return true
  }
  return false
}
