/** The pictures and files of a video as an export names them. */
import type { SftFrame } from '@video2roleplay/curation'
import { thinEvenly } from '@video2roleplay/sampler'
import { asc, eq } from 'drizzle-orm'
import { frames, videos } from '../../db/schema.js'
import { adaptiveSample } from '../../queries/adaptive-sample.js'
import type { Services } from '../../services.js'
import { hasDataUrls, hasVideoFiles, type ExportTask } from './task.js'

export interface ExportFrame {
  path: string
  sha256: string
  timestampSeconds: number
}

export interface VideoFile {
  name: string
  sha256: string
}

/** The newest adaptive sample (§4.1), thinned evenly where a trainer could not take all of it. */
export async function chosenFrames(
  services: Services,
  { maxFrames }: ExportTask,
  videoId: string,
): Promise<ExportFrame[]> {
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

export async function sftFrames(services: Services, task: ExportTask, videoId: string): Promise<SftFrame[]> {
  const chosen = await chosenFrames(services, task, videoId)
  return Promise.all(
    chosen.map(async ({ path, sha256, timestampSeconds }) => ({
      path,
      timestampSeconds,
      ...(hasDataUrls(task) && { url: await dataUrl(services, sha256) }),
    })),
  )
}

async function dataUrl(services: Services, sha256: string): Promise<string> {
  return `data:image/jpeg;base64,${(await services.storage.read(sha256)).toString('base64')}`
}

const endings: [container: RegExp, ending: string][] = [
  [/mp4|mov/, 'mp4'],
  [/matroska|webm/, 'mkv'],
  [/mpegts/, 'ts'],
  [/mpeg/, 'mpg'],
  [/avi/, 'avi'],
  [/flv/, 'flv'],
  [/ogg/, 'ogv'],
  [/asf/, 'wmv'],
]

/** Null where the bytes are not kept. */
export async function videoFile(services: Services, task: ExportTask, videoId: string): Promise<VideoFile | null> {
  if (!hasVideoFiles(task)) return null
  const [video] = await services.db
    .select({ sha256: videos.fileSha256, info: videos.info })
    .from(videos)
    .where(eq(videos.id, videoId))
  if (!video?.sha256) return null
  const ending = endings.find(([pattern]) => pattern.test(video.info?.container ?? ''))?.[1] ?? 'mp4'
  return { name: `${videoId}.${ending}`, sha256: video.sha256 }
}
