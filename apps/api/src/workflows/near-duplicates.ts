/**
 * Videos that show the same pictures, by the hashes of their tiles. Sixty thousand take seconds of a processor, so a
 * thread of its own looks at them while the house goes on answering.
 */
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { findDuplicateVideos } from '@video2roleplay/curation'

/** So few take less time than a thread takes to begin. */
const atOnce = 2_000

export interface Look {
  id: string
  hashes: readonly string[]
}

/** Captions are left out: two unboxings read alike. */
export async function findNearDuplicates(looks: readonly Look[], signal: AbortSignal): Promise<[string, string][]> {
  const prints = looks.map(({ id, hashes }) => ({ id, frameHashes: hashes, captionSignature: [] }))
  if (prints.length <= atOnce) return findDuplicateVideos(prints).map(({ first, second }) => [first, second])
  const module = pathToFileURL(createRequire(import.meta.url).resolve('@video2roleplay/curation')).href
  const worker = new Worker(threadCode, { eval: true, workerData: { module, prints }, env: {} })
  const stop = () => void worker.terminate()
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await new Promise<[string, string][]>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', (code) => reject(signal.reason ?? new Error(`The thread ended with ${code}.`)))
    })
  } finally {
    signal.removeEventListener('abort', stop)
    await worker.terminate()
  }
}

const threadCode = `
const { parentPort, workerData } = require('node:worker_threads')
import(workerData.module).then(({ findDuplicateVideos }) =>
  parentPort.postMessage(findDuplicateVideos(workerData.prints).map(({ first, second }) => [first, second])))
`
