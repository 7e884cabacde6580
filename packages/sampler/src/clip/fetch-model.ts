/**
 * A CLIP from the model hub in a folder of this machine: what is missing is downloaded, what is there is held against
 * its checksum each time. What came first is written down in `model-lock.json` beside it, and nothing else is taken
 * for that model later.
 */
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { SamplerError } from '../errors.js'
import type { Downloaded } from './download-file.js'
import { downloadFile } from './download-file.js'
import { DEFAULT_HUB } from './hub-request.js'
import type { KnownModel } from './known-models.js'
import { knownModels } from './known-models.js'
import type { ModelFiles, Quantisation } from './model-files.js'
import { hashOfImageSide, preprocessorFile, sha256OfFile, textFile, tokenizerFile, visionFile } from './model-files.js'

export interface ModelSource {
  /** `owner/name` on the hub. */
  model: string
  /** A commit, branch or tag; the known commit, or else `main`. */
  revision?: string
  quantisation?: Quantisation
  /** Where models are kept. */
  cacheFolder: string
  /** Another hub with the same addresses. */
  hub?: string
  fetch?: typeof fetch
  signal?: AbortSignal
  onProgress?: (progress: DownloadProgress) => void
  limits?: Partial<DownloadLimits>
}

export interface DownloadProgress {
  file: string
  doneBytes: number
  totalBytes?: number
}

export interface DownloadLimits {
  fileBytes: number
  idleSeconds: number
  attempts: number
  retrySeconds: number
}

/** Ours. The largest CLIP that makes sense here, as 32-bit floats, has 1.7 GB. */
const defaultLimits: DownloadLimits = { fileBytes: 2_000_000_000, idleSeconds: 30, attempts: 4, retrySeconds: 0.3 }

const lockName = 'model-lock.json'
const staleMs = 24 * 3600 * 1000

const ModelLock = z.object({
  version: z.literal(1),
  model: z.string(),
  revision: z.string(),
  files: z.record(
    z.string(),
    z.object({ sha256: z.string(), sizeBytes: z.int(), checkedAgainst: z.string(), downloadedAt: z.string() }),
  ),
})
type ModelLock = z.infer<typeof ModelLock>

export async function fetchModel(source: ModelSource): Promise<ModelFiles> {
  const { model, quantisation = 'q8' } = source
  if (!/^[\w-][\w.-]*\/[\w-][\w.-]*$/.test(model))
    throw new SamplerError('model-not-found', `A model of the hub is called owner/name, not "${model}".`)
  const revision = source.revision ?? knownModels[model]?.revision ?? 'main'
  const known = knownModels[model]?.revision === revision ? knownModels[model] : undefined
  if (!/^[\w.-]+$/.test(revision)) throw new SamplerError('model-not-found', `"${revision}" is no name of a revision.`)
  const folder = join(source.cacheFolder, `${model.replace('/', '--')}@${revision}`)
  await prepare(folder)
  const store = { source, known, folder, lock: await readLock(folder, model, revision) }
  const preprocessor = await ensureFile(store, preprocessorFile)
  const vision = await ensureFile(store, visionFile(quantisation))
  return {
    model,
    revision: store.lock.revision,
    quantisation,
    preprocessor,
    vision,
    hash: await hashOfImageSide(preprocessor, vision),
    async text(signal) {
      const later = { ...store, source: { ...source, signal } }
      return {
        tokenizer: await ensureFile(later, tokenizerFile),
        model: await ensureFile(later, textFile(quantisation)),
      }
    },
  }
}

interface Store {
  source: ModelSource
  known?: KnownModel
  folder: string
  lock: ModelLock
}

async function ensureFile({ source, known, folder, lock }: Store, name: string): Promise<string> {
  const target = join(folder, name)
  const expected = known?.files[name] ?? lock.files[name]
  if (expected !== undefined && (await sizeOf(target)) === expected.sizeBytes) {
    if ((await sha256OfFile(target)) === expected.sha256) return target
  }
  const hub = (source.hub ?? DEFAULT_HUB).replace(/\/+$/, '')
  const limits = { ...defaultLimits, ...source.limits }
  const received = await downloadFile({
    url: `${hub}/${source.model}/resolve/${lock.revision}/${name}`,
    target,
    expected,
    maxBytes: limits.fileBytes,
    idleSeconds: limits.idleSeconds,
    attempts: limits.attempts,
    retrySeconds: limits.retrySeconds,
    fetch: source.fetch ?? fetch,
    signal: source.signal,
    onBytes: (doneBytes, totalBytes) => source.onProgress?.({ file: name, doneBytes, totalBytes }),
  })
  await note(folder, lock, name, received)
  return target
}

/** From the first file on, the rest come from the same commit. */
async function note(folder: string, lock: ModelLock, name: string, received: Downloaded): Promise<void> {
  const { sha256, sizeBytes, checkedAgainst, revision } = received
  lock.revision = revision ?? lock.revision
  lock.files[name] = { sha256, sizeBytes, checkedAgainst, downloadedAt: new Date().toISOString() }
  const temporary = join(folder, `${lockName}.${process.pid}.part`)
  await writeFile(temporary, `${JSON.stringify(lock, undefined, 2)}\n`)
  await rename(temporary, join(folder, lockName))
}

async function readLock(folder: string, model: string, revision: string): Promise<ModelLock> {
  try {
    return ModelLock.parse(JSON.parse(await readFile(join(folder, lockName), 'utf8')))
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return { version: 1, model, revision, files: {} }
    throw new SamplerError('model-corrupt', `${join(folder, lockName)} cannot be read.`, { cause })
  }
}

/** The folder, without what downloads of long ago left unfinished. */
async function prepare(folder: string): Promise<void> {
  try {
    await mkdir(join(folder, 'onnx'), { recursive: true })
    for (const name of await readdir(folder, { recursive: true })) {
      const path = join(folder, name)
      if (name.endsWith('.part') && Date.now() - (await stat(path)).mtimeMs > staleMs) await rm(path, { force: true })
    }
  } catch (cause) {
    throw new SamplerError('model-not-found', `Models cannot be kept in ${folder}.`, {
      cause,
      advice: 'Choose a folder that can be written to.',
    })
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ size }) => size,
    () => undefined,
  )
}
