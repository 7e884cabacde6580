/**
 * How the model hub is asked for a file. It answers with the commit and a checksum, and sends on to where the bytes
 * lie; that place knows neither, so they are taken from the first answer.
 */
import { SamplerError } from '../errors.js'

export const DEFAULT_HUB = 'https://huggingface.co'

const MOST_REDIRECTS = 5
const notThere = new Set([401, 403, 404, 410])

export interface FileRequest {
  url: string
  /** Bytes that are here already. */
  from: number
  fetch: typeof fetch
  signal: AbortSignal
}

export interface FileAnswer {
  body: AsyncIterable<Uint8Array>
  /** True where it goes on from `from`; else it begins at the beginning. */
  isRest: boolean
  totalBytes?: number
  /** SHA-256, or git's own hash of 40 digits. */
  advertised?: string
  revision?: string
}

export async function requestFile(request: FileRequest): Promise<FileAnswer> {
  let url = new URL(request.url)
  let advertised: string | undefined
  let revision: string | undefined
  let linkedBytes: number | undefined
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const answer = await request.fetch(url, {
      redirect: 'manual',
      signal: request.signal,
      headers: {
        'accept-encoding': 'identity',
        ...(request.from > 0 ? { range: `bytes=${request.from}-` } : {}),
      },
    })
    const { headers } = answer
    advertised ??= digestOf(headers.get('x-linked-etag') ?? (hop === 0 && answer.ok ? headers.get('etag') : null))
    revision ??= headers.get('x-repo-commit') ?? undefined
    linkedBytes ??= countOf(headers.get('x-linked-size'))
    const location = headers.get('location')
    if (answer.status >= 300 && answer.status < 400 && location !== null) {
      await answer.body?.cancel()
      url = follow(url, location)
      continue
    }
    if (!answer.ok || answer.body === null) {
      await answer.body?.cancel()
      throw refusal(request.url, answer.status)
    }
    return {
      body: answer.body,
      isRest: request.from > 0 && answer.status === 206 && startOf(headers) === request.from,
      totalBytes: totalOf(headers, answer.status) ?? linkedBytes,
      advertised,
      revision,
    }
  }
  throw new SamplerError('model-not-found', `${request.url} was sent on more than ${MOST_REDIRECTS} times.`)
}

export function aborted(signal: AbortSignal): SamplerError {
  return new SamplerError('aborted', undefined, { cause: signal.reason })
}

function follow(from: URL, location: string): URL {
  const to = new URL(location, from)
  if (to.protocol !== from.protocol && to.protocol !== 'https:')
    throw new SamplerError('model-not-found', `${from.host} sends on to an address that is not safe: ${to.protocol}`)
  return to
}

function refusal(url: string, status: number): Error {
  if (notThere.has(status)) return new SamplerError('model-not-found', `${url} answers ${status}: it is not there.`)
  return new Error(`status ${status}`)
}

function digestOf(etag: string | null): string | undefined {
  const digest = etag?.replace(/^W\//, '').replaceAll('"', '').toLowerCase()
  return digest !== undefined && /^([0-9a-f]{64}|[0-9a-f]{40})$/.test(digest) ? digest : undefined
}

function startOf(headers: Headers): number | undefined {
  return countOf(/^bytes (\d+)-/.exec(headers.get('content-range') ?? '')?.[1])
}

function totalOf(headers: Headers, status: number): number | undefined {
  if (status === 206) return countOf(/\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1])
  return countOf(headers.get('content-length'))
}

function countOf(text: string | null | undefined): number | undefined {
  return text !== null && text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined
}
