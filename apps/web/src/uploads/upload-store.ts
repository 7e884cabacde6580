/**
 * Files on their way to the server, over tus: cut into pieces, resumed after a break, at most two at a time.
 * What is open or went wrong outlives page changes; what arrived is forgotten when the person goes on.
 */
import { useSyncExternalStore } from 'react'
import { DetailedError, Upload } from 'tus-js-client'
import { queryClient, trpc } from '../trpc.js'

export interface UploadItem {
  id: string
  name: string
  sizeBytes: number
  sentBytes: number
  state: 'queued' | 'sending' | 'received' | 'duplicate' | 'failed' | 'stopped'
  videoId: string | null
  failure: { code: string; message: string; advice: string | null } | null
}

const AT_ONCE = 2
const CHUNK_BYTES = 16 * 1024 * 1024

let items: UploadItem[] = []
const sources = new Map<string, { file: File; upload?: Upload }>()
const listeners = new Set<() => void>()

const empty = { code: 'empty-file', message: 'The file is empty.', advice: 'Copy or download it again.' }

export function addUploads(files: File[]): void {
  const added = files.map((file): UploadItem => {
    const id = crypto.randomUUID()
    sources.set(id, { file })
    const item = { id, name: file.name, sizeBytes: file.size, sentBytes: 0, videoId: null }
    return file.size === 0 ? { ...item, state: 'failed', failure: empty } : { ...item, state: 'queued', failure: null }
  })
  items = [...added, ...items]
  publish()
  startNext()
}

export function stopUpload(id: string): void {
  void sources.get(id)?.upload?.abort(true)
  change(id, { state: 'stopped' })
  startNext()
}

export function retryUpload(id: string): void {
  change(id, { state: 'queued', failure: null, sentBytes: 0 })
  startNext()
}

export function clearUploads(): void {
  keep((item) => item.state === 'queued' || item.state === 'sending')
}

export function forgetReceived(): void {
  keep((item) => item.state !== 'received' && item.state !== 'duplicate')
}

function keep(isWanted: (item: UploadItem) => boolean): void {
  const kept = items.filter(isWanted)
  if (kept.length === items.length) return
  for (const item of items) if (!kept.includes(item)) sources.delete(item.id)
  items = kept
  publish()
}

export function useUploads(): readonly UploadItem[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => items,
  )
}

function startNext(): void {
  const sending = items.filter((item) => item.state === 'sending').length
  const waiting = items.filter((item) => item.state === 'queued').toReversed()
  for (const item of waiting.slice(0, Math.max(0, AT_ONCE - sending))) send(item)
}

function send(item: UploadItem): void {
  const source = sources.get(item.id)
  if (!source) return
  const { file } = source
  source.upload = new Upload(file, {
    endpoint: '/uploads',
    chunkSize: CHUNK_BYTES,
    retryDelays: [500, 2000, 5000],
    removeFingerprintOnSuccess: true,
    metadata: { filename: file.name, stages: 'sample', ...openProject() },
    onProgress: (sentBytes) => change(item.id, { sentBytes }),
    onSuccess: ({ lastResponse }) => {
      change(item.id, {
        sentBytes: file.size,
        state: lastResponse.getHeader('v2r-status') === 'duplicate' ? 'duplicate' : 'received',
        videoId: lastResponse.getHeader('v2r-video-id') ?? null,
      })
      void queryClient.invalidateQueries(trpc.videos.pathFilter())
      void queryClient.invalidateQueries(trpc.jobs.pathFilter())
      void queryClient.invalidateQueries(trpc.system.pathFilter())
      startNext()
    },
    onError: (error) => {
      change(item.id, { state: 'failed', failure: readUploadFailure(error) })
      startNext()
    },
  })
  change(item.id, { state: 'sending' })
  source.upload.start()
}

/** New videos go to the project in the address, else to the one that the server chooses. */
function openProject(): { projectId?: string } {
  const projectId = new URLSearchParams(location.search).get('project')
  return projectId ? { projectId } : {}
}

function readUploadFailure(error: Error): NonNullable<UploadItem['failure']> {
  const answer = error instanceof DetailedError ? error.originalResponse : null
  return answer && answer.getBody() !== ''
    ? { code: `http-${answer.getStatus()}`, message: answer.getBody(), advice: null }
    : {
        code: 'unreachable',
        message: 'The file did not reach the server.',
        advice: 'Check the connection, then try again.',
      }
}

function change(id: string, patch: Partial<UploadItem>): void {
  items = items.map((item) => (item.id === id ? { ...item, ...patch } : item))
  publish()
}

function publish(): void {
  for (const listener of listeners) listener()
}
