/** Every contestant on one film, at each number of frames. */
import type { FrameDecoder } from '@video2roleplay/sampler'
import { framePresets, pixelDifference } from '@video2roleplay/sampler'
import type { Contestant } from './contestants.ts'
import { sampleWith, uniformName, uniformPhases } from './contestants.ts'
import type { Coverage, KnownFilm } from './truth.ts'
import { measureCoverage } from './truth.ts'

export interface Measurement extends Coverage {
  film: string
  key: string
  name: string
  /** How many frames were asked for. */
  count: number
  /** Mean likeness of neighbouring frames: 1 − D/M/255 on grey planes. */
  redundancy: number
  tokens: number
  /** Nothing for uniform phases, which are arithmetic. */
  seconds?: number
}

interface Entry {
  key: string
  name: string
  count: number
  /** More than one where it is judged by the mean of several starts. */
  lists: number[][]
  seconds?: number
}

/** Looking at the pictures of every start would cost twenty decodings for the same mean. */
const STARTS_LOOKED_AT = 1

export async function compareOn(
  film: KnownFilm,
  decoder: FrameDecoder,
  { contestants, counts }: { contestants: readonly Contestant[]; counts: readonly number[] },
): Promise<Measurement[]> {
  const info = await decoder.probe(film.path)
  const entries: Entry[] = []
  for (const count of counts) {
    entries.push({ key: 'uniform', name: uniformName, count, lists: uniformPhases(film, info, count) })
    for (const { key, name, settings } of contestants) {
      const { timestamps, seconds } = await sampleWith(film, info, decoder, settings(count))
      entries.push({ key, name, count, lists: [timestamps], seconds })
    }
  }
  const redundancyOf = await lookAtAll(
    film,
    decoder,
    entries.flatMap(({ lists }) => lists.slice(0, STARTS_LOOKED_AT)),
  )
  const tokensEach = framePresets['internvl2.5-8b'].tokensPerFrame(info)
  return entries.map(({ lists, ...entry }) => {
    const seen = lists.map((timestamps) => measureCoverage(film, timestamps))
    const frames = mean(seen.map((one) => one.frames)) ?? 0
    return {
      ...entry,
      film: film.name,
      frames,
      coverage: mean(seen.map(({ coverage }) => coverage)) ?? 0,
      short: mean(seen.map(({ short }) => short)),
      still: mean(seen.map(({ still }) => still)),
      wasted: mean(seen.map(({ wasted }) => wasted)) ?? 0,
      redundancy: redundancyOf(lists[0] as number[]),
      tokens: frames * tokensEach,
    }
  })
}

/** One pass over the film for the pictures of every list. */
async function lookAtAll(film: KnownFilm, decoder: FrameDecoder, lists: readonly number[][]) {
  const wanted = [...new Set(lists.flat())].toSorted((a, b) => a - b)
  const { thumbnails, positions } = await decoder.extractThumbnails(film.path, wanted)
  const planeAt = new Map(wanted.map((t, k) => [t, thumbnails[positions[k] ?? -1]?.luma]))
  return (timestamps: readonly number[]): number => {
    const planes = timestamps.map((t) => planeAt.get(t)).filter((plane) => plane !== undefined)
    const likeness = planes
      .slice(1)
      .map((plane, k) => 1 - pixelDifference(planes[k] as Uint8Array, plane) / plane.length / 255)
    return mean(likeness) ?? 1
  }
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
