/** Every frame, or a number of them spread evenly over those really shown (D8), inside the decoder process. */
import { neverAppeared } from '../never-appeared.js'
import { thinEvenly } from '../timestamps.js'
import type { Extractor, SourceResult } from './extraction.js'
import { describeDamage, isDamaged, withSource } from './extraction.js'
import type { ExtractionResult } from './protocol.js'

export async function extractAll(extractor: Extractor, maxFrames: number): Promise<ExtractionResult> {
  const declared = extractor.job.timeline.pts
  const expected = new Set(thinned(declared, maxFrames))
  // As long as nothing is thinned away, a frame that no packet promised is welcome too.
  const keepsAll = expected.size === declared.length
  const seen: number[] = []
  const pass = await decodeEverything(extractor, (pts) => {
    seen.push(pts)
    return keepsAll || expected.has(pts)
  })
  const really = [...new Set(seen)].toSorted((a, b) => a - b)
  const kept = thinned(really, maxFrames)
  // A damaged frame that never appeared is not counted, so others may be due: they are fetched in a second pass.
  const due = new Set(keepsAll ? [] : kept.filter((pts) => !expected.has(pts)))
  const second = due.size === 0 ? undefined : await decodeEverything(extractor, (pts) => due.has(pts))
  const decoded = pass.decoded + (second?.decoded ?? 0)
  return {
    shown: kept,
    wanted: Math.max(kept.length, Math.min(declared.length, maxFrames)),
    decoded,
    skipped: Math.max(0, extractor.job.scan.pts.length - decoded),
    problems: [...describeDamage([pass]), ...neverAppeared(declared, really)],
    shownFrames: really.length,
  }
}

export async function decodeEverything(extractor: Extractor, isKept: (pts: number) => boolean): Promise<SourceResult> {
  const last = extractor.job.scan.pts.length - 1
  const decodeWith = (threads: number) =>
    withSource(extractor, threads, (source, send) =>
      source.decode(0, last, (frame, pts) => (isKept(pts) ? send(frame, pts) : undefined)),
    )
  const pass = await decodeWith(extractor.cores)
  if (!isDamaged(pass) || extractor.cores === 1) return pass
  // Threads patch damaged pictures each in its own way; one thread always does it alike.
  const again = await decodeWith(1)
  return { ...again, decoded: pass.decoded + again.decoded }
}

function thinned(pts: readonly number[], maxFrames: number): number[] {
  return thinEvenly(pts.length, maxFrames).map((k) => pts[k] as number)
}
