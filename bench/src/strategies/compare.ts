/** Every contestant on one film, at each number of frames. */
import type { FrameDecoder } from '@video2roleplay/sampler'
import { framePresets, pixelDifference } from '@video2roleplay/sampler'
import type { Contestant } from './contestants.ts'
import { sampleWith, uniformName, uniformPhases } from './contestants.ts'
import type { KnownFilm } from './truth.ts'
import { measureCoverage } from './truth.ts'

export interface Measurement {
  film: string
  key: string
  name: string
  /** How many frames were asked for. */
  count: number
  frames: number
  coverage: number
  short?: number
  still?: number
  wasted: number
  /** Mean likeness of neighbouring frames: 1 − D/M/255 on grey planes. */
  redundancy: number
  tokens: number
  /** Nothing for uniform phases, which are arithmetic. */
  seconds?: number
}

export async function compareOn(
  film: KnownFilm,
  decoder: FrameDecoder,
  { contestants, counts }: { contestants: readonly Contestant[]; counts: readonly number[] },
): Promise<Measurement[]> {
  const info = await decoder.probe(film.path)
  const tokensEach = framePresets['internvl2.5-8b'].tokensPerFrame(info)
  const measure = async (timestamps: number[]) => {
    const { frames, ...coverage } = measureCoverage(film, timestamps)
    const redundancy = await redundancyOf(film, decoder, timestamps)
    return { frames, ...coverage, redundancy, tokens: frames * tokensEach }
  }
  const measurements: Measurement[] = []
  for (const count of counts) {
    const phases = uniformPhases(film, info, count)
    const seen = phases.map((timestamps) => measureCoverage(film, timestamps))
    const redundancy = await redundancyOf(film, decoder, phases[PHASE_SHOWN] as number[])
    measurements.push({
      film: film.name,
      key: 'uniform',
      name: uniformName,
      count,
      frames: count,
      coverage: mean(seen.map(({ coverage }) => coverage)) as number,
      short: mean(seen.map(({ short }) => short)),
      still: mean(seen.map(({ still }) => still)),
      wasted: mean(seen.map(({ wasted }) => wasted)) as number,
      redundancy,
      tokens: count * tokensEach,
    })
    for (const { key, name, settings } of contestants) {
      const { timestamps, seconds } = await sampleWith(film, info, decoder, settings(count))
      measurements.push({ film: film.name, key, name, count, ...(await measure(timestamps)), seconds })
    }
  }
  return measurements
}

/** Looking at all phases would cost twenty decodings for the same mean. */
const PHASE_SHOWN = 9

async function redundancyOf(film: KnownFilm, decoder: FrameDecoder, timestamps: number[]): Promise<number> {
  const { thumbnails } = await decoder.extractThumbnails(film.path, timestamps)
  const likeness = thumbnails
    .slice(1)
    .map(({ luma }, k) => 1 - pixelDifference((thumbnails[k] as { luma: Uint8Array }).luma, luma) / luma.length / 255)
  return mean(likeness) ?? 1
}

/** Of those that are there; nothing where none is. */
export function mean(values: readonly (number | undefined)[]): number | undefined {
  const there = values.filter((value) => value !== undefined)
  return there.length === 0 ? undefined : there.reduce((sum, value) => sum + value, 0) / there.length
}

export function deviation(values: readonly number[]): number {
  const middle = mean(values) ?? 0
  return values.length < 2 ? 0 : Math.sqrt(values.reduce((sum, v) => sum + (v - middle) ** 2, 0) / (values.length - 1))
}
