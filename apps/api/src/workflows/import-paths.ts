/** Files, folders and manifests of this machine: what cannot be taken says why, and the rest goes on. */
import { findVideos, type FoundVideo } from '../media/find-videos.js'
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
  for (const found of await findVideos(input.paths)) items.push(await importOne(services, found, input))
  return { items }
}

async function importOne(services: Services, found: FoundVideo, input: PathImport): Promise<ImportedPath> {
  const { path, name, facts } = found
  try {
    if (found.error !== undefined) throw found.error
    const file = await services.storage.put({ path }, 'application/octet-stream')
    const { projectId, stages } = input
    const started = await startImport(services, { ...facts, file, displayName: name, projectId, stages })
    return { path, name, ...started, error: null }
  } catch (error) {
    const { code, message, advice } = toFailure(error)
    return { path, name, videoId: null, jobId: null, status: 'failed', error: { code, message, advice } }
  }
}
