/** Which of the files that records name are there: known before the records are looked at, one video at a time. */
import { exportFormats, webDatasetFrame } from '@video2roleplay/curation'
import type { Services } from '../../services.js'
import { chosenFrames, videoFile } from './media.js'
import { videosOfExport } from './records.js'
import type { ExportTask } from './task.js'

/** Names of files that are missing, as the lines of this format spell them. Most exports have none. */
export async function missingFiles(services: Services, task: ExportTask, mediaRoot: string): Promise<Set<string>> {
  const missing = new Set<string>()
  if (exportFormats[task.format].media === 'frames inside the lines') return missing
  const { storage } = services
  for await (const { videoId } of videosOfExport(services, task)) {
    for (const [index, { path, sha256 }] of (await chosenFrames(services, task, videoId)).entries())
      if (!(await storage.has(sha256))) {
        missing.add(`${mediaRoot}${path}`)
        missing.add(path)
        missing.add(webDatasetFrame(videoId, index))
      }
    const file = await videoFile(services, task, videoId)
    if (file ? !(await storage.has(file.sha256)) : exportFormats[task.format].media === 'video files')
      missing.add(file?.name ?? `${videoId}.mp4`)
  }
  return missing
}
