/**
 * One file from the model hub to this disk. It is whole or it is not there: written under a name of its own, checked
 * against every checksum that is known, flushed, then renamed. A broken connection goes on where it broke.
 */
import type { Hash } from 'node:crypto'
import { createHash, randomUUID } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { SamplerError } from '../errors.js'
import { aborted, requestFile } from './hub-request.js'

export interface Download {
  url: string
  target: string
  /** Known beforehand; nothing else is accepted then. */
  expected?: { sha256: string; sizeBytes: number }
  maxBytes: number
  /** Longest silence of the other side. */
  idleSeconds: number
  /** Connections that may break before we give up. */
  attempts: number
  retrySeconds: number
  fetch: typeof fetch
  signal?: AbortSignal
  onBytes?: (done: number, total: number | undefined) => void
}

export interface Downloaded {
  sha256: string
  sizeBytes: number
  /** The commit that the hub says it belongs to. */
  revision?: string
  /** Which promise it was held against. */
  checkedAgainst: 'pinned checksum' | 'advertised checksum' | 'nothing'
}

export async function downloadFile(download: Download): Promise<Downloaded> {
  await mkdir(dirname(download.target), { recursive: true })
  const part = `${download.target}.${randomUUID()}.part`
  const file = await open(part, 'wx+')
  try {
    const received = await receive(download, file)
    await file.sync()
    await file.close()
    await rename(part, download.target)
    return received
  } catch (error) {
    await file.close()
    await rm(part, { force: true })
    throw download.signal?.aborted === true ? aborted(download.signal) : error
  }
}

interface Progress {
  got: number
  sha256: Hash
  advertised?: string
  total?: number
  revision?: string
}

async function receive(download: Download, file: FileHandle): Promise<Downloaded> {
  const progress: Progress = { got: 0, sha256: createHash('sha256') }
  for (let attempt = 1; ; attempt++)
    try {
      await receiveRest(download, file, progress)
      break
    } catch (error) {
      const isLast = attempt >= download.attempts
      if (download.signal?.aborted === true || (error instanceof SamplerError && !error.isRetryable)) throw error
      if (isLast) throw unreachable(download.url, error)
      await sleep(download.retrySeconds * 1000 * attempt, undefined, { signal: download.signal })
    }
  const sha256 = progress.sha256.digest('hex')
  return {
    sha256,
    sizeBytes: progress.got,
    revision: progress.revision,
    checkedAgainst: await check(download, file, progress, sha256),
  }
}

async function receiveRest(download: Download, file: FileHandle, progress: Progress): Promise<void> {
  const silence = new AbortController()
  const complain = () => silence.abort(new Error(`Nothing came for ${download.idleSeconds} s.`))
  const timer = setTimeout(complain, download.idleSeconds * 1000)
  const signal = AbortSignal.any([silence.signal, ...(download.signal === undefined ? [] : [download.signal])])
  try {
    const answer = await requestFile({ url: download.url, fetch: download.fetch, signal, from: progress.got })
    if (!answer.isRest || answer.advertised !== progress.advertised) await startOver(file, progress)
    if (answer.isRest && progress.got === 0) throw new Error('The file changed while it was downloaded.')
    progress.advertised = answer.advertised
    progress.total = answer.totalBytes
    progress.revision = answer.revision
    refuseTooLarge(download, answer.totalBytes ?? 0)
    for await (const bytes of answer.body) {
      timer.refresh()
      refuseTooLarge(download, progress.got + bytes.length)
      await file.write(bytes, 0, bytes.length, progress.got)
      progress.got += bytes.length
      progress.sha256.update(bytes)
      download.onBytes?.(progress.got, progress.total)
    }
    if (progress.total !== undefined && progress.got < progress.total)
      throw new Error(`The connection ended after ${progress.got} of ${progress.total} bytes.`)
  } finally {
    clearTimeout(timer)
  }
}

async function startOver(file: FileHandle, progress: Progress): Promise<void> {
  await file.truncate(0)
  progress.got = 0
  progress.sha256 = createHash('sha256')
}

function refuseTooLarge({ url, maxBytes }: Download, bytes: number): void {
  if (bytes > maxBytes)
    throw new SamplerError('model-corrupt', `The file at ${url} is larger than the limit of ${maxBytes} bytes.`)
}

/** @throws SamplerError `model-corrupt` */
async function check(
  { url, expected }: Download,
  file: FileHandle,
  { got, advertised }: Progress,
  sha256: string,
): Promise<Downloaded['checkedAgainst']> {
  if (expected !== undefined && (expected.sha256 !== sha256 || expected.sizeBytes !== got))
    throw new SamplerError(
      'model-corrupt',
      `The file at ${url} has the checksum ${sha256} and ${got} bytes, not ${expected.sha256} and ${expected.sizeBytes}.`,
    )
  // Large files are advertised by SHA-256, small ones by the hash that git gives them.
  const own = advertised?.length === 40 ? await gitHash(file, got) : sha256
  if (advertised !== undefined && advertised !== own)
    throw new SamplerError('model-corrupt', `The file at ${url} was advertised as ${advertised}, but ${own} came.`)
  if (expected !== undefined) return 'pinned checksum'
  return advertised === undefined ? 'nothing' : 'advertised checksum'
}

async function gitHash(file: FileHandle, sizeBytes: number): Promise<string> {
  const bytes = Buffer.alloc(sizeBytes)
  await file.read(bytes, 0, sizeBytes, 0)
  return createHash('sha1').update(`blob ${sizeBytes}\0`).update(bytes).digest('hex')
}

function unreachable(url: string, cause: unknown): SamplerError {
  const { host } = new URL(url)
  const reason = cause instanceof Error ? ` (${reasonOf(cause)})` : ''
  return new SamplerError('model-unreachable', `The model could not be downloaded from ${host}${reason}.`, { cause })
}

/** `fetch failed` says nothing; what it wraps does. */
function reasonOf(error: Error): string {
  const inner = error.cause instanceof Error && error.cause.message !== '' ? error.cause : error
  return inner.message.replace(/\.$/, '')
}
