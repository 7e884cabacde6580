/**
 * Takes in every file of the folders given, one import at a time for its clock, and says how each ended: done,
 * partial or a typed error. A crash, a hang or an untyped end fails the suite.
 */
import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { connect, until } from './client.ts'
import { countBy } from './kill.ts'
import { freePort, startServer } from './server-process.ts'

export interface FileOutcome {
  path: string
  outcome: 'done' | 'partial' | 'duplicate' | 'failed'
  code: string | null
  message: string | null
  seconds: number
}

export interface FilesReport {
  outcomes: FileOutcome[]
  counts: Record<string, number>
  slowestSeconds: number
  /** Files that stayed in the decoder's and the uploads' rooms. */
  leftovers: string[]
}

export async function filesSuite(paths: string[]): Promise<FilesReport> {
  const folder = await mkdtemp(join(tmpdir(), 'v2r-files-'))
  const dataDir = join(folder, 'data')
  const port = await freePort()
  const server = await startServer({ PORT: String(port), V2R_DATA_DIR: dataDir })
  const client = connect(port)
  try {
    const outcomes: FileOutcome[] = []
    for (const path of await everyFile(paths)) {
      const began = performance.now()
      const seconds = () => Math.round((performance.now() - began) / 100) / 10
      const { items } = await client.videos.importPaths.mutate({ paths: [path], then: ['sample'] })
      const item = items[0]
      if (item === undefined) throw new Error(`Nothing was said of ${path}`)
      if (item.status === 'duplicate') {
        outcomes.push({ path, outcome: 'duplicate', code: null, message: null, seconds: seconds() })
        continue
      }
      const { videoId } = item
      if (videoId === undefined || videoId === null) {
        const error = item.error
        outcomes.push({
          path,
          outcome: 'failed',
          code: error?.code ?? null,
          message: error?.message ?? null,
          seconds: seconds(),
        })
        continue
      }
      const video = await until(
        () => client.videos.get.query({ id: videoId }),
        ({ status, jobs }) =>
          status !== 'importing' && jobs.every(({ state }) => !['queued', 'running', 'waiting'].includes(state)),
        { seconds: 300, what: `The end of ${path}` },
      )
      const isPartial = video.status === 'partial' || video.jobs.some(({ state }) => state === 'partial')
      const failedJob = video.jobs.find(({ state }) => state === 'failed')
      const error = video.error ?? failedJob?.error ?? null
      outcomes.push({
        path,
        outcome: video.status === 'failed' || failedJob !== undefined ? 'failed' : isPartial ? 'partial' : 'done',
        code: error?.code ?? null,
        message: error?.message ?? null,
        seconds: seconds(),
      })
    }
    return {
      outcomes,
      counts: countBy(outcomes.map(({ outcome, code }) => (code === null ? outcome : `${outcome}: ${code}`))),
      slowestSeconds: Math.max(0, ...outcomes.map(({ seconds }) => seconds)),
      leftovers: await leftovers(dataDir),
    }
  } finally {
    await server.end('SIGTERM')
    await rm(folder, { recursive: true, force: true })
  }
}

export async function everyFile(paths: string[]): Promise<string[]> {
  const files: string[] = []
  for (const path of paths.map((given) => resolve(given))) {
    if (!(await lstat(path)).isDirectory()) files.push(path)
    else files.push(...(await everyFile((await readdir(path)).toSorted().map((name) => join(path, name)))))
  }
  return files
}

/** Everything under the data folder that is neither the database nor a whole object. */
async function leftovers(dataDir: string): Promise<string[]> {
  const names = await readdir(dataDir, { recursive: true, withFileTypes: true })
  return names
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dataDir.length + 1))
    .filter((name) => !/^(db|objects)\//.test(name) || /tmp/.test(name.replace(/^db\/.*/, '')))
}
