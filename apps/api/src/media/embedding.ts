/**
 * The embedder of step 3 (§4.1), opened when a sample first needs it: its model may have to be downloaded. A machine
 * that cannot have it samples on without step 3; the sample, the settings page and `/health` say why.
 */
import { join } from 'node:path'
import {
  cacheEmbeddings,
  SamplerError,
  type EmbeddingCache,
  type FrameEmbedder,
  type UnavailableEmbedder,
} from '@video2roleplay/sampler'
import { DEFAULT_MODEL, openClip, type DownloadProgress } from '@video2roleplay/sampler/clip'
import type { Env } from '../env.js'
import type { EmbedderView } from '../views/system.js'

export interface Embedding {
  view(): EmbedderView
  /** As `keyOf`, of what `open` would give now; undefined where only trying would tell. */
  currentKey(): string | null | undefined
  /** Undefined where it is turned off. Whoever stops waiting does not stop it for others. */
  open(options: OpenOptions): Promise<FrameEmbedder | UnavailableEmbedder | undefined>
  close(): Promise<void>
}

export interface OpenOptions {
  signal: AbortSignal
  onDownload: (progress: DownloadProgress) => void
}

/** The embedder's part in the name of a sample: another model gives another one, and so does one had at last. */
export function keyOf(embedder: FrameEmbedder | UnavailableEmbedder | undefined): string | null {
  if (embedder === undefined) return null
  return 'unavailable' in embedder ? 'unavailable' : embedder.info.hash
}

/** So long nobody asks again for what could not be had. */
const asksAgainMs = 10 * 60_000

export function createEmbedding(env: Pick<Env, 'clip' | 'clipHub' | 'dataDir'>, cache: EmbeddingCache): Embedding {
  const { clip } = env
  const model = clip.from === 'hub' ? (clip.model ?? DEFAULT_MODEL) : clip.from === 'folder' ? clip.folder : null
  const stop = new AbortController()
  const listeners = new Set<OpenOptions['onDownload']>()
  let opening: Promise<FrameEmbedder | UnavailableEmbedder> | undefined
  let ready: FrameEmbedder | undefined
  let failure: { reason: SamplerError; at: number } | undefined

  async function openOnce(): Promise<FrameEmbedder | UnavailableEmbedder> {
    try {
      const embedder = await openClip({
        ...(clip.from === 'folder'
          ? { folder: clip.folder }
          : { model: model ?? DEFAULT_MODEL, cacheFolder: join(env.dataDir, 'models'), hub: env.clipHub }),
        signal: stop.signal,
        onProgress: (progress) => listeners.forEach((listen) => listen(progress)),
      })
      failure = undefined
      ready = cacheEmbeddings(embedder, cache)
      return ready
    } catch (error) {
      if (stop.signal.aborted || !(error instanceof SamplerError)) throw error
      failure = { reason: error, at: Date.now() }
      return unavailableFor(error)
    } finally {
      opening = undefined
    }
  }

  function state(): EmbedderView['state'] {
    if (clip.from === 'off') return 'off'
    if (ready !== undefined) return 'ready'
    if (opening !== undefined) return 'opening'
    return failure === undefined ? 'not used yet' : 'unavailable'
  }

  return {
    view() {
      const { code, message, advice } = failure?.reason ?? {}
      return {
        state: state(),
        model,
        info: ready?.info ?? null,
        failure: code && message ? { code, message, advice: advice ?? null } : null,
      }
    },

    currentKey() {
      if (clip.from === 'off') return null
      return ready === undefined ? undefined : keyOf(ready)
    },

    async open({ signal, onDownload }) {
      if (clip.from === 'off') return undefined
      if (ready !== undefined) return ready
      if (failure !== undefined && Date.now() - failure.at < asksAgainMs) return unavailableFor(failure.reason)
      listeners.add(onDownload)
      try {
        opening ??= openOnce()
        return await unless(signal, opening)
      } finally {
        listeners.delete(onDownload)
      }
    },

    async close() {
      stop.abort(new Error('The server stops.'))
      await ready?.close()
    },
  }
}

function unavailableFor({ message, advice }: SamplerError): UnavailableEmbedder {
  return { unavailable: `${message} ${advice}` }
}

/** What the promise gives, or the reason of the signal, whichever comes first. */
async function unless<Value>(signal: AbortSignal, promise: Promise<Value>): Promise<Value> {
  signal.throwIfAborted()
  let leave: (() => void) | undefined
  try {
    return await Promise.race([
      promise,
      new Promise<never>((_, reject) => {
        leave = () => reject(signal.reason)
        signal.addEventListener('abort', leave, { once: true })
      }),
    ])
  } finally {
    if (leave !== undefined) signal.removeEventListener('abort', leave)
  }
}
