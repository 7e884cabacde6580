/** An extraction from the decoder process's side: who decodes, what is made, who takes the pictures. */
import type { OpenJob } from './open-job.js'
import type { OnThreadPicture, ThreadTeam } from './thread-team.js'
import type { Decoding, PictureKind, Result, Task, WorkName } from './thread-works.js'

export interface Extractor {
  team: ThreadTeam
  job: OpenJob
  /** As many decoders side by side, one thread each: splitting beats threading, because stretches are independent. */
  cores: number
  /** One decoder only, which may use all the cores: pictures come in order of time. */
  isInOrder: boolean
  picture: PictureKind
  onPicture: OnThreadPicture
}

type DecodingName = Exclude<WorkName, 'open'>

/** Each task in a thread of its own. */
export function decode<Name extends DecodingName>(
  { team, job, picture, onPicture }: Extractor,
  work: Name,
  tasks: readonly Omit<Task<Name>, keyof Decoding>[],
): Promise<Result<Name>[]> {
  const { source, scan, shape } = job
  const decoding: Decoding = { job: { source, scan, shape }, picture }
  return team.run(
    work,
    tasks.map((task) => ({ ...decoding, ...task }) as Task<Name>),
    onPicture,
  )
}
