/** §4.1 step 1, the looking: the grey planes of the candidates, one per second, from one pass over the video. */
import type { Thumbnail } from './decoder.js'
import type { SampleTask } from './sample-frames.js'
import { extractOptions } from './sample-frames.js'
import { vlogTimestamps } from './timestamps.js'

export interface Candidates {
  /** The instants looked at. */
  instants: number[]
  /** One plane for each; none at all where no picture could be had. */
  planes: Uint8Array[]
  decoded: number
  skipped: number
  /** Why some pictures could not be had. */
  damage?: string
}

export async function lookAtCandidates(
  task: SampleTask,
  instants = vlogTimestamps(task.info.durationSeconds, { intervalSeconds: task.resolved.candidateIntervalSeconds }),
): Promise<Candidates> {
  const looked = await task.decoder.extractThumbnails(task.path, instants, {
    ...extractOptions(task),
    onProgress: ({ got, wanted }) => task.onProgress?.({ stage: 'candidates', done: got, total: wanted }),
  })
  return {
    instants,
    planes: carryForward(looked.positions.map((k) => (k === undefined ? undefined : looked.thumbnails[k]))),
    decoded: looked.decoded,
    skipped: looked.skipped,
    ...(looked.status === 'partial' ? { damage: looked.reason } : {}),
  }
}

/** A second whose picture could not be had repeats the one before: no difference, so never a candidate. */
function carryForward(thumbnails: (Thumbnail | undefined)[]): Uint8Array[] {
  let last = thumbnails.find((thumbnail) => thumbnail !== undefined)
  return thumbnails.flatMap((thumbnail) => {
    last = thumbnail ?? last
    return last === undefined ? [] : [last.luma]
  })
}
