/** The ways of choosing frames that are compared. All but the first take their frames through `sampleFrames`. */
import type { CallerSettings, FrameDecoder, VideoInfo } from '@video2roleplay/sampler'
import { sampleFrames } from '@video2roleplay/sampler'
import type { KnownFilm } from './truth.ts'

export interface Contestant {
  name: string
  /** What one line of the plot is called. */
  key: string
  settings: (count: number) => CallerSettings
}

/** Uniform sampling depends on where it starts (by up to 0.07 of coverage): it is judged by the mean of so many starts. */
const PHASES = 20

export const uniformName = `uniform, mean of ${PHASES} starts`

export function uniformPhases({ fps }: KnownFilm, { durationSeconds }: VideoInfo, count: number): number[][] {
  const shownAt = (t: number) => Math.floor(t * fps + 1e-6) / fps
  return Array.from({ length: PHASES }, (_, phase) =>
    Array.from({ length: count }, (_start, k) => shownAt(((k + (phase + 0.5) / PHASES) / count) * durationSeconds)),
  )
}

/** `elbow` is the T that `calibrateThresholds` suggests for these films. */
export function contestants(elbow: number): Contestant[] {
  const paper = (count: number) => ({ groups: count, maxFrames: count })
  return [
    { key: 'paper', name: 'paper, steps 1–2, T = 5', settings: paper },
    {
      key: 'elbow',
      name: `paper, steps 1–2, T = ${elbow} (calibrated)`,
      settings: (count) => ({ ...paper(count), differenceThreshold: elbow }),
    },
    { key: 'diverse', name: 'diverse (grey planes)', settings: (count) => ({ strategy: 'diverse', maxFrames: count }) },
    { key: 'shots', name: 'shots', settings: (count) => ({ strategy: 'shots', maxFrames: count }) },
  ]
}

export async function sampleWith(film: KnownFilm, info: VideoInfo, decoder: FrameDecoder, settings: CallerSettings) {
  const start = performance.now()
  const { frames } = await sampleFrames(film.path, { decoder, info, kind: 'documentary', settings })
  return {
    timestamps: frames.map(({ timestampSeconds }) => timestampSeconds),
    seconds: (performance.now() - start) / 1000,
  }
}
