/** Frames at instants: planned from the packet index, shared by the threads of the decoder process. */
import type { DecodeRun } from '../plan.js'
import { planDecode } from '../plan.js'
import { frameAt } from '../timestamps.js'
import { decodeEverything } from './extract-all.js'
import type { Extractor } from './extractor.js'
import { decode } from './extractor.js'
import type { ExtractionResult } from './protocol.js'
import type { SourceResult } from './workbench.js'
import { describeDamage, isDamaged } from './workbench.js'

export async function extractAt(extractor: Extractor, timestamps: readonly number[]): Promise<ExtractionResult> {
  const { timeline, scan } = extractor.job
  const positions = timestamps.map((t) => frameAt(timeline.starts, t))
  const asked = positions.map((k) => timeline.pts[k] as number)
  const packets = timeline.packet
  if (packets === undefined) return extractUnplanned(extractor, asked)
  const packetOf = new Map(positions.map((k) => [timeline.pts[k] as number, packets[k] as number]))
  const missing = new Set(asked)
  const plan = planDecode(scan, [...packetOf.values()])
  const results = await decodeRuns(extractor, plan.runs, missing)
  const lost = [...missing].toSorted((a, b) => a - b).map((pts) => ({ pts, packet: packetOf.get(pts) as number }))
  const repairs = lost.length === 0 ? [] : await decode(extractor, 'shown-instead', [{ lost }])
  const decoded = [...results, ...repairs].reduce((sum, result) => sum + result.decoded, 0)
  return {
    shown: asked.map((pts) => (missing.has(pts) ? (repairs[0]?.instead.get(pts) ?? null) : pts)),
    wanted: packetOf.size,
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
  const decoders = extractor.isInOrder ? 1 : Math.max(1, Math.min(extractor.cores, runs.length))
  const threads = Math.max(1, Math.floor(extractor.cores / decoders))
  const next = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const results = await decode(
    extractor,
    'runs',
    Array.from({ length: decoders }, () => ({ runs, next, threads })),
  )
  for (const { found } of results) for (const pts of found) missing.delete(pts)
  const damaged = results.flatMap((result) => result.damaged.map((k) => runs[k] as DecodeRun))
  if (damaged.length === 0) return results
  const again = await decode(extractor, 'runs-whole', [{ runs: damaged.toSorted((a, b) => a.first - b.first) }])
  return [...results, ...again.map(({ decoded }) => ({ decoded, decodeErrors: 0, corruptFrames: 0 }))]
}

/** Files that say too little about their packets: everything is decoded, in order. */
async function extractUnplanned(extractor: Extractor, asked: number[]): Promise<ExtractionResult> {
  const pass = await decodeEverything(extractor, asked)
  const seen = new Set(pass.seen)
  return {
    shown: asked.map((pts) => (seen.has(pts) ? pts : null)),
    wanted: new Set(asked).size,
    decoded: pass.decoded,
    skipped: Math.max(0, extractor.job.scan.pts.length - pass.decoded),
    problems: isDamaged(pass) ? describeDamage([pass]) : [],
  }
}
