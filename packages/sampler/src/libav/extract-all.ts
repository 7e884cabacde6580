/** Every frame, or a number of them spread evenly over those really shown (D8), by the threads of the decoder process. */
import { neverAppeared } from '../never-appeared.js'
import { splitStretch } from '../plan.js'
import { thinEvenly } from '../timestamps.js'
import type { EverythingResult, EverythingTask } from './decode-everything.js'
import type { Extractor } from './extractor.js'
import { decode } from './extractor.js'
import type { ExtractionResult } from './protocol.js'
import { describeDamage, isDamaged } from './workbench.js'

/** Making a picture takes about as long as decoding so many frames. */
const PICTURE_COST = 3

export async function extractAll(extractor: Extractor, maxFrames: number): Promise<ExtractionResult> {
  const { scan, timeline } = extractor.job
  const declared = timeline.pts
  const expected = thinned(declared, maxFrames)
  // As long as nothing is thinned away, a frame that no packet promised is welcome too.
  const keepsAll = expected.length === declared.length
  const pass =
    (await decodeInParts(extractor, expected)) ?? (await decodeEverything(extractor, keepsAll ? undefined : expected))
  const really = [...new Set(pass.seen)].toSorted((a, b) => a - b)
  const kept = thinned(really, maxFrames)
  // A damaged frame that never appeared is not counted, so others may be due: they are fetched in a second pass.
  const promised = new Set(expected)
  const due = keepsAll ? [] : kept.filter((pts) => !promised.has(pts))
  const second = due.length === 0 ? undefined : await decodeEverything(extractor, due)
  const decoded = pass.decoded + (second?.decoded ?? 0)
  return {
    shown: kept,
    wanted: Math.max(kept.length, Math.min(declared.length, maxFrames)),
    decoded,
    skipped: Math.max(0, scan.pts.length - decoded),
    problems: [...describeDamage([pass]), ...neverAppeared(declared, really)],
    shownFrames: really.length,
  }
}

/** In one pass. `kept` are the frames of which pictures are made; of all where nothing is said. */
export async function decodeEverything(extractor: Extractor, kept?: readonly number[]): Promise<EverythingResult> {
  const whole = { lastPacket: extractor.job.scan.pts.length - 1, kept, from: -Infinity, until: Infinity }
  const [pass] = await decode(extractor, 'everything', [{ ...whole, threads: extractor.cores }])
  if (pass === undefined) throw new Error('a task has a result')
  if (!isDamaged(pass) || extractor.cores === 1) return pass
  // Threads patch damaged pictures each in its own way; one thread always does it alike.
  const [again] = await decode(extractor, 'everything', [{ ...whole, threads: 1 }])
  return again === undefined ? pass : { ...again, decoded: pass.decoded + again.decoded }
}

/** A short video of which most frames are kept: threads make the pictures side by side. Only where all is well. */
async function decodeInParts(extractor: Extractor, kept: readonly number[]): Promise<EverythingResult | undefined> {
  const { timeline, scan } = extractor.job
  const { pts, packet } = timeline
  if (packet === undefined || extractor.isInOrder) return undefined
  const ends = splitStretch(pts.length, kept.length, extractor.cores, PICTURE_COST)
  if (ends.length === 1) return undefined
  const lastPackets = runningMaximum(packet)
  const tasks = ends.map((end, k): EverythingTask => {
    const isLast = end === pts.length
    const from = k === 0 ? -Infinity : (pts[ends[k - 1] as number] as number)
    return {
      threads: 1,
      kept,
      from,
      until: isLast ? Infinity : (pts[end] as number),
      lastPacket: isLast ? scan.pts.length - 1 : (lastPackets[end - 1] as number),
    }
  })
  const parts = await decode(extractor, 'everything', tasks)
  const last = parts.at(-1)
  const isAsPromised = last !== undefined && last.seen.length === pts.length && !parts.some(isDamaged)
  return isAsPromised ? { ...last, decoded: parts.reduce((sum, part) => sum + part.decoded, 0) } : undefined
}

function runningMaximum(values: readonly number[]): number[] {
  let most = 0
  return values.map((value) => (most = Math.max(most, value)))
}

function thinned(pts: readonly number[], maxFrames: number): number[] {
  return thinEvenly(pts.length, maxFrames).map((k) => pts[k] as number)
}
