/** What a thread decodes with: a file, a maker of pictures, and somebody who takes them. */
import type { Frame } from 'node-av/lib'
import { FrameSource } from './frame-source.js'
import type { Libav } from './libav-module.js'
import type { DecodeJob } from './open-job.js'

/** A finished picture: JPEG or a grey plane. */
export interface Picture {
  width: number
  height: number
  bytes: Uint8Array<ArrayBuffer>
}

export interface Maker {
  make(frame: Frame): Picture
  close(): void
}

export interface Workbench {
  av: Libav
  job: DecodeJob
  openMaker: () => Maker
  /** A picture of a pts sent before replaces it. */
  emit: (picture: Picture & { pts: number }) => void
}

export interface Damage {
  decodeErrors: number
  corruptFrames: number
}

export interface SourceResult extends Damage {
  decoded: number
}

export function withSource(
  { av, job, openMaker, emit }: Workbench,
  threads: number,
  work: (source: FrameSource, send: (frame: Frame, pts: number) => void) => void,
): SourceResult {
  const source = new FrameSource(av, job.source, job.scan, threads)
  const maker = openMaker()
  try {
    work(source, (frame, pts) => emit({ ...maker.make(frame), pts }))
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
