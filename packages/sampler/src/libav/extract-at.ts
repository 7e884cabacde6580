/** Frames at instants, inside the decoder process: planned from the packet index, split over the cores. */
import type { DecodeRun } from '../plan.js'
import { planDecode, shareRuns } from '../plan.js'
import { frameAt } from '../timestamps.js'
import { decodeEverything } from './extract-all.js'
import type { Extractor, SourceResult } from './extraction.js'
import { describeDamage, isDamaged, withSource } from './extraction.js'
import { findShownInstead, keyframeBefore } from './find-shown-instead.js'
import type { FrameSource } from './frame-source.js'
import type { ExtractionResult } from './protocol.js'

export async function extractAt(extractor: Extractor, timestamps: readonly number[]): Promise<ExtractionResult> {
  const { timeline, scan } = extractor.job
  const asked = timestamps.map((t) => timeline.pts[frameAt(timeline.starts, t)] as number)
  if (timeline.packet === undefined) return extractUnplanned(extractor, asked)
  const packetOf = new Map(timeline.pts.map((pts, k) => [pts, (timeline.packet as number[])[k] as number]))
  const missing = new Set(asked)
  const wanted = [...missing]
  const plan = planDecode(
    scan,
    wanted.map((pts) => packetOf.get(pts) as number),
  )
  const results = await decodeRuns(extractor, plan.runs, missing)
  const lost = [...missing].toSorted((a, b) => a - b)
  const repair = await findShownInstead(extractor, lost, (pts) => packetOf.get(pts) as number)
  const decoded = [...results, ...repair.results].reduce((sum, result) => sum + result.decoded, 0)
  return {
    shown: asked.map((pts) => (missing.has(pts) ? (repair.instead.get(pts) ?? null) : pts)),
    wanted: wanted.length,
    decoded,
    skipped: Math.max(0, scan.pts.length - decoded),
    problems: [...describeDamage(results), ...(lost.length > 0 ? [`frames that never appeared: ${lost.length}`] : [])],
  }
}

/** Takes from `missing` what it finds. */
async function decodeRuns(
  extractor: Extractor,
  runs: readonly DecodeRun[],
  missing: Set<number>,
): Promise<SourceResult[]> {
  const { pts: ptsOf, flags } = extractor.job.scan
  const shares = shareRuns(runs, extractor.cores)
  const threads = Math.max(1, Math.floor(extractor.cores / Math.max(1, shares.length)))
  const damaged: DecodeRun[] = []
  const results = await Promise.all(
    shares.map((share) =>
      withSource(extractor, threads, async (source, send) => {
        for (const run of share) {
          const wanted = new Set(run.wanted.map((packet) => ptsOf[packet] as number))
          const before = troubles(source)
          await source.decodeRun(run, async (frame, pts) => {
            if (!wanted.has(pts)) return
            missing.delete(pts)
            await send(frame, pts)
          })
          if (troubles(source) > before) damaged.push(run)
        }
      }),
    ),
  )
  if (damaged.length === 0) return results
  // How a hole is patched depends on the pictures before it: damaged stretches are decoded whole, in one thread, and
  // from one keyframe earlier, so that a full decode would show the same.
  const again = await withSource(extractor, 1, async (source, send) => {
    for (const run of damaged) {
      const wanted = new Set(run.wanted.map((packet) => ptsOf[packet] as number))
      const first = keyframeBefore(flags, run.first - 1)
      await source.decode(first, run.last, (frame, pts) => (wanted.has(pts) ? send(frame, pts) : undefined))
    }
  })
  return [...results, { decoded: again.decoded, decodeErrors: 0, corruptFrames: 0 }]
}

function troubles(source: FrameSource): number {
  return source.decodeErrors + source.corruptFrames
}

/** Files that say too little about their packets: everything is decoded, in order. */
async function extractUnplanned(extractor: Extractor, asked: number[]): Promise<ExtractionResult> {
  const missing = new Set(asked)
  const wanted = new Set(asked)
  const pass = await decodeEverything(extractor, (pts) => {
    missing.delete(pts)
    return wanted.has(pts)
  })
  return {
    shown: asked.map((pts) => (missing.has(pts) ? null : pts)),
    wanted: wanted.size,
    decoded: pass.decoded,
    skipped: Math.max(0, extractor.job.scan.pts.length - pass.decoded),
    problems: isDamaged(pass) ? describeDamage([pass]) : [],
  }
}
