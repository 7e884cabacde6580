/** The records of an export, in the order of their dialogues, each with the adaptive frames of its video (§4.1). */
import type { SftFrame, SftRecord } from '@video2roleplay/curation'
import { thinEvenly } from '@video2roleplay/sampler'
import { and, asc, eq, gt, or } from 'drizzle-orm'
import { dataSetItems, frames } from '../db/schema.js'
import { adaptiveSample } from '../queries/adaptive-sample.js'
import type { Services } from '../services.js'
import type { ExportSettingsInput } from './start-export.js'

export interface ExportTask {
  versionId: string
  split: ExportSettingsInput['split']
  maxFrames: number
  /** OpenAI takes URLs: the pictures then travel inside the lines. */
  hasDataUrls: boolean
}

interface ExportFrame {
  path: string
  sha256: string
  timestampSeconds: number
}

const itemsPerPage = 500

export async function* exportRecords(services: Services, task: ExportTask): AsyncGenerator<SftRecord> {
  let videoId: string | undefined
  let pictures: SftFrame[] = []
  for await (const item of exportItems(services, task)) {
    if (item.videoId !== videoId) {
      videoId = item.videoId
      pictures = await sftFrames(services, task, videoId)
    }
    yield { id: item.dialogueId, frames: pictures, turns: [{ question: item.question, answer: item.answer }] }
  }
}

/** Every picture once, sorted by its path. */
export async function* framesOfExport(services: Services, task: ExportTask): AsyncGenerator<ExportFrame> {
  const rows = await services.db
    .selectDistinct({ videoId: dataSetItems.videoId })
    .from(dataSetItems)
    .where(ofSplit(task))
    .orderBy(asc(dataSetItems.videoId))
  for (const { videoId } of rows) yield* await chosenFrames(services, task, videoId)
}

async function* exportItems(services: Services, task: ExportTask) {
  for (let after: { videoId: string; dialogueId: string } | undefined; ;) {
    const page: (typeof dataSetItems.$inferSelect)[] = await services.db
      .select()
      .from(dataSetItems)
      .where(
        and(
          ofSplit(task),
          after
            ? or(
                gt(dataSetItems.videoId, after.videoId),
                and(eq(dataSetItems.videoId, after.videoId), gt(dataSetItems.dialogueId, after.dialogueId)),
              )
            : undefined,
        ),
      )
      .orderBy(asc(dataSetItems.videoId), asc(dataSetItems.dialogueId))
      .limit(itemsPerPage)
    yield* page
    if (page.length < itemsPerPage) return
    after = page.at(-1)
  }
}

function ofSplit({ versionId, split }: ExportTask) {
  return and(eq(dataSetItems.versionId, versionId), split === 'all' ? undefined : eq(dataSetItems.split, split))
}

async function sftFrames(services: Services, task: ExportTask, videoId: string): Promise<SftFrame[]> {
  const chosen = await chosenFrames(services, task, videoId)
  return Promise.all(
    chosen.map(async ({ path, sha256, timestampSeconds }) => ({
      path,
      timestampSeconds,
      ...(task.hasDataUrls && { url: await dataUrl(services, sha256) }),
    })),
  )
}

async function dataUrl(services: Services, sha256: string): Promise<string> {
  return `data:image/jpeg;base64,${(await services.storage.read(sha256)).toString('base64')}`
}

/** The newest adaptive sample, thinned evenly where a trainer could not take all of it. */
async function chosenFrames(services: Services, { maxFrames }: ExportTask, videoId: string): Promise<ExportFrame[]> {
  if (maxFrames === 0) return []
  const sample = await adaptiveSample(services.db, videoId)
  if (!sample) return []
  const rows = await services.db.select().from(frames).where(eq(frames.sampleId, sample.id)).orderBy(asc(frames.index))
  return thinEvenly(rows.length, maxFrames).map((index) => {
    const frame = rows[index]!
    const path = `${videoId}/${String(frame.index).padStart(3, '0')}.jpg`
    return { path, sha256: frame.sha256, timestampSeconds: frame.timestampSeconds }
  })
}
