/** Files of this machine, one by one: what cannot be taken says why, and the rest goes on. */
import { basename } from 'node:path'
import { toFailure } from '../failure.js'
import type { Services } from '../services.js'
import type { ImportedPath } from '../views/videos.js'
import { startImport } from './start-import.js'
import type { Stage } from './stages.js'

export interface PathImport {
  paths: string[]
  projectId?: string
  stages: Stage[]
}

export async function importPaths(services: Services, input: PathImport): Promise<{ items: ImportedPath[] }> {
  const items: ImportedPath[] = []
  for (const path of input.paths) items.push(await importOne(services, path, input))
  return { items }
}

async function importOne(services: Services, path: string, input: PathImport): Promise<ImportedPath> {
  const name = basename(path)
  try {
    const file = await services.storage.put({ path }, 'application/octet-stream')
    const started = await startImport(services, {
      file,
      displayName: name,
      projectId: input.projectId,
      stages: input.stages,
    })
    return { path, name, ...started, error: null }
  } catch (error) {
    const { code, message, advice } = toFailure(error)
    return { path, name, videoId: null, jobId: null, status: 'failed', error: { code, message, advice } }
  }
}
