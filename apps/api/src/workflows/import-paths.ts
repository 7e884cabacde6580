/** Files, folders and manifests of this machine: what cannot be taken says why, and the rest goes on. */
import { toFailure } from '../failure.js'
import { findVideos, type FoundVideo } from '../media/find-videos.js'
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
  for (const video of await findVideos(input.paths)) items.push(await importOne(services, video, input))
  return { items }
}

async function importOne(services: Services, video: FoundVideo, input: PathImport): Promise<ImportedPath> {
  const { path, name, facts } = video
  try {
    if (video.error !== undefined) throw video.error
    const file = await services.storage.put({ path }, 'application/octet-stream')
    const started = await startImport(services, {
      ...facts,
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
