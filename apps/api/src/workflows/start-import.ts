/**
 * The front door (§3): a stored file becomes a video and an import job, in one transaction. The same content
 * in the same project is one video; a failed one may be tried again.
 */
import { and, eq } from 'drizzle-orm'
import type { Transaction } from '../db/database.js'
import { videos } from '../db/schema.js'
import type { StoredFile } from '../media/storage.js'
import type { Services } from '../services.js'
import { defaultProjectId } from './projects.js'
import { orderStages, type Stage } from './stages.js'

export interface NewVideo {
  file: StoredFile
  displayName: string
  projectId?: string
  /** What follows the import. */
  stages?: Stage[]
  platform?: string
  sourceUrl?: string
  creatorHash?: string
  licence?: string
  consent?: 'given' | 'refused'
  momentSeconds?: number
  tags?: string[]
}

export interface StartedImport {
  videoId: string
  /** Null for a duplicate. */
  jobId: string | null
  status: 'queued' | 'duplicate'
}

export async function startImport(services: Services, input: NewVideo): Promise<StartedImport> {
  const { file, displayName, stages = [], projectId: wanted, ...facts } = input
  return services.db.transaction(async (tx) => {
    const projectId = wanted ?? (await defaultProjectId(tx))
    const [created] = await tx
      .insert(videos)
      .values({
        ...facts,
        projectId,
        displayName,
        sha256: file.sha256,
        fileSha256: file.sha256,
        sizeBytes: file.sizeBytes,
      })
      .onConflictDoNothing()
      .returning({ id: videos.id })
    const videoId = created?.id ?? (await revive(tx, projectId, file))
    if (videoId === undefined) {
      const [known] = await tx.select({ id: videos.id }).from(videos).where(sameContent(projectId, file))
      return { videoId: known!.id, jobId: null, status: 'duplicate' }
    }
    const jobId = await services.jobs.enqueue(tx, {
      kind: 'import',
      projectId,
      subjectId: videoId,
      subjectName: displayName,
      payload: { source: { kind: 'stored', sha256: file.sha256 }, stages: orderStages(stages) },
    })
    return { videoId, jobId, status: 'queued' }
  })
}

/** A failed video whose bytes came again is imported again; any other stays as it is. */
async function revive(tx: Transaction, projectId: string, file: StoredFile): Promise<string | undefined> {
  const [row] = await tx
    .update(videos)
    .set({ status: 'importing', fileSha256: file.sha256, errorCode: null, errorMessage: null, errorAdvice: null })
    .where(and(sameContent(projectId, file), eq(videos.status, 'failed')))
    .returning({ id: videos.id })
  return row?.id
}

function sameContent(projectId: string, file: StoredFile) {
  return and(eq(videos.projectId, projectId), eq(videos.sha256, file.sha256))
}
