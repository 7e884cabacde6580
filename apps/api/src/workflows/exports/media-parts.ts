/** The pictures or files beside the lines of an export. */
import type { Services } from '../../services.js'
import { chosenFrames, videoFile } from './media.js'
import { storedParts, type ExportPart } from './part.js'
import { videosOfExport } from './records.js'
import { hasFrameFiles, type ExportTask } from './task.js'

/** The pictures or files that lines name, each once, in the order of their videos. */
export async function* mediaParts(services: Services, task: ExportTask): AsyncGenerator<ExportPart> {
  for await (const { videoId } of videosOfExport(services, task)) {
    if (hasFrameFiles(task))
      yield* storedParts(
        services,
        (await chosenFrames(services, task, videoId)).map(({ path, sha256 }) => ({ name: `frames/${path}`, sha256 })),
      )
    const file = await videoFile(services, task, videoId)
    if (file) yield* storedParts(services, [{ name: `videos/${file.name}`, sha256: file.sha256 }])
  }
}
