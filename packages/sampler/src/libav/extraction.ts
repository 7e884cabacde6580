/** What the extractions share: a decoder with a picture maker beside it, and words for what went wrong. */
import type { Frame } from 'node-av/lib'
import { FrameSource } from './frame-source.js'
import type { Libav } from './libav-module.js'
import type { OpenJob } from './open-job.js'
import type { RawPicture } from './picture-maker.js'

export type Emit = (picture: RawPicture & { pts: number }) => Promise<void>

export interface Maker {
  make(frame: Frame): Promise<RawPicture>
  close(): void
}

export interface Extractor {
  av: Libav
  job: OpenJob
  /** As many decoders side by side, one thread each: splitting beats threading, because stretches are independent. */
  cores: number
  /** Turns frames into what is sent: each decoder has one of its own. */
  openMaker: () => Maker
  /** A picture of a pts sent before replaces it. */
  emit: Emit
}

export interface Damage {
  decodeErrors: number
  corruptFrames: number
}

export interface SourceResult extends Damage {
  decoded: number
}

export async function withSource(
  { av, job, openMaker, emit }: Extractor,
  threads: number,
  work: (source: FrameSource, send: (frame: Frame, pts: number) => Promise<void>) => Promise<void>,
): Promise<SourceResult> {
  const source = new FrameSource(av, job.source, job.scan, threads)
  const maker = openMaker()
  try {
    await work(source, async (frame, pts) => emit({ ...(await maker.make(frame)), pts }))
    return { decoded: source.decoded, decodeErrors: source.decodeErrors, corruptFrames: source.corruptFrames }
  } finally {
    maker.close()
    source.close()
  }
}

export function isDamaged({ decodeErrors, corruptFrames }: Damage): boolean {
  return decodeErrors > 0 || corruptFrames > 0
}

export function describeDamage(results: readonly Damage[]): string[] {
  const errors = results.reduce((sum, { decodeErrors }) => sum + decodeErrors, 0)
  const corrupt = results.reduce((sum, { corruptFrames }) => sum + corruptFrames, 0)
  return [
    ...(errors > 0 ? [`damaged packets: ${errors}`] : []),
    ...(corrupt > 0 ? [`damaged pictures: ${corrupt}`] : []),
  ]
}
