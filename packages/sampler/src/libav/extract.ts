/** The three extractions, inside the decoder process: frames at instants, every frame, grey planes at instants. */
import { cpus } from 'node:os'
import type { Frame } from 'node-av/lib'
import type { DecodeRun } from '../plan.js'
import { planDecode, shareRuns } from '../plan.js'
import { frameAt, thinEvenly } from '../timestamps.js'
import { PACKET_KEY } from '../timeline.js'
import { FrameSource } from './frame-source.js'
import type { Libav } from './libav-module.js'
import type { OpenJob } from './open-job.js'
import type { RawPicture } from './picture-maker.js'
import { PictureMaker } from './picture-maker.js'
import type { ExtractionResult } from './protocol.js'

export type Emit = (picture: RawPicture & { pts: number }) => Promise<void>

export interface Extractor {
  av: Libav
  job: OpenJob
  chain: string
  emit: Emit
}

/** Decoders side by side, one thread each: splitting beats threading, because stretches are independent. */
export const decoderCount = Math.max(1, Math.min(8, cpus().length))

export async function extractAt(extractor: Extractor, timestamps: readonly number[]): Promise<ExtractionResult> {
  const { timeline } = extractor.job
  const asked = timestamps.map((t) => timeline.pts[frameAt(timeline.starts, t + CLOCK_SLACK)] as number)
  return extractPts(extractor, asked)
}

/** Every frame, or `maxFrames` of those really shown. A damaged frame that never appears is not counted. */
export async function extractAll(extractor: Extractor, maxFrames: number): Promise<ExtractionResult> {
  const { job } = extractor
  const declared = job.timeline.pts
  const chosen = thinEvenly(declared.length, maxFrames).map((k) => declared[k] as number)
  const everyPacket = { first: 0, last: job.scan.pts.length - 1 }
  const wanted = new Set(chosen)
  // As long as no frame is thinned away, one that was not expected is welcome too.
  const keepsAll = chosen.length === declared.length
  const shown: number[] = []
  const pass = await decodeEverything(extractor, everyPacket, (pts) => {
    shown.push(pts)
    return keepsAll || wanted.has(pts)
  })
  const really = [...new Set(shown)].toSorted((a, b) => a - b)
  const isAsDeclared = really.length === declared.length && really.every((pts, k) => pts === declared[k])
  const problems = pass.problems
  const kept = thinEvenly(really.length, maxFrames).map((k) => really[k] as number)
  const total = job.scan.pts.length
  if (isAsDeclared || (keepsAll && really.length <= maxFrames))
    return {
      shown: kept,
      wanted: declared.length > maxFrames ? kept.length : Math.max(declared.length, kept.length),
      decoded: pass.decoded,
      skipped: total - pass.decoded,
      problems,
      shownFrames: really.length,
    }
  const again = new Set(kept.filter((pts) => !wanted.has(pts)))
  const second = await decodeEverything(extractor, everyPacket, (pts) => again.has(pts))
  return {
    shown: kept,
    wanted: kept.length,
    decoded: pass.decoded + second.decoded,
    skipped: 0,
    problems,
    shownFrames: really.length,
  }
}

/** Timestamps are seconds in floating point: a frame a billionth later is still "at" t. */
const CLOCK_SLACK = 1e-9

async function extractPts(extractor: Extractor, asked: number[]): Promise<ExtractionResult> {
  const { timeline, scan } = extractor.job
  if (timeline.packet === undefined) return extractWithoutPlan(extractor, asked)
  const packetOf = new Map(timeline.pts.map((pts, k) => [pts, (timeline.packet as number[])[k] as number]))
  const missing = new Set(asked)
  const wanted = missing.size
  const plan = planDecode(
    scan,
    [...missing].map((pts) => packetOf.get(pts) as number),
  )
  const shares = shareRuns(plan.runs, decoderCount)
  const threads = Math.max(1, Math.floor(decoderCount / shares.length))
  const results = await Promise.all(
    shares.map((runs) =>
      withSource(extractor, threads, async (source, make) => {
        for (const run of runs)
          await source.decodeRun(run, async (frame, pts) => {
            if (!missing.delete(pts)) return
            await extractor.emit({ ...(await make(frame)), pts })
          })
      }),
    ),
  )
  const decoded = results.reduce((sum, result) => sum + result.decoded, 0)
  const problems = problemsOf(results)
  const instead = new Map<number, number>()
  if (missing.size > 0) {
    const repaired = await findShownInstead(
      extractor,
      [...missing].toSorted((a, b) => a - b),
      packetOf,
      instead,
    )
    problems.push(...repaired.problems)
  }
  return {
    shown: asked.map((pts) => (missing.has(pts) ? (instead.get(pts) ?? null) : pts)),
    wanted,
    decoded,
    skipped: Math.max(0, scan.pts.length - decoded),
    problems: [...new Set(problems)],
  }
}

/** A frame that a packet promised never appeared. What is on screen then is the last frame that did. */
async function findShownInstead(
  extractor: Extractor,
  missing: number[],
  packetOf: Map<number, number>,
  instead: Map<number, number>,
): Promise<{ problems: string[] }> {
  const { scan } = extractor.job
  const emitted = new Set<number>()
  const result = await withSource(extractor, 1, async (source, make) => {
    for (const pts of missing) {
      const packet = packetOf.get(pts) as number
      let from = packet
      for (let tries = 0; tries < 4 && !instead.has(pts); tries++) {
        from = Math.max(0, keyframeBefore(scan.flags, from - 1))
        const best: { pts: number; frame?: Frame } = { pts: -Infinity }
        await source.decode(from, Math.min(scan.pts.length - 1, packet + 32), (frame, at) => {
          if (at > pts || at < best.pts) return
          best.frame?.free()
          best.pts = at
          best.frame = frame.clone() ?? undefined
        })
        if (best.frame !== undefined) {
          instead.set(pts, best.pts)
          if (!emitted.has(best.pts)) await extractor.emit({ ...(await make(best.frame)), pts: best.pts })
          emitted.add(best.pts)
          best.frame.free()
        }
        if (from === 0) break
      }
    }
  })
  const lost = missing.filter((pts) => !instead.has(pts)).length
  const damage = problemsOf([result])
  if (lost > 0) damage.push(`${lost} frames could not be decoded`)
  return { problems: damage }
}

function keyframeBefore(flags: Uint8Array, from: number): number {
  for (let i = from; i >= 0; i--) if (((flags[i] as number) & PACKET_KEY) !== 0) return i
  return 0
}

/** Files that say too little about their packets: everything is decoded, in order. */
async function extractWithoutPlan(extractor: Extractor, asked: number[]): Promise<ExtractionResult> {
  const missing = new Set(asked)
  const wanted = missing.size
  const last = extractor.job.scan.pts.length - 1
  const pass = await decodeEverything(extractor, { first: 0, last }, (pts) => missing.delete(pts))
  return {
    shown: asked.map((pts) => (missing.has(pts) ? null : pts)),
    wanted,
    decoded: pass.decoded,
    skipped: last + 1 - pass.decoded,
    problems: pass.problems,
  }
}

async function decodeEverything(
  extractor: Extractor,
  run: Pick<DecodeRun, 'first' | 'last'>,
  isKept: (pts: number) => boolean,
) {
  const result = await withSource(extractor, decoderCount, (source, make) =>
    source.decode(run.first, run.last, async (frame, pts) => {
      if (isKept(pts)) await extractor.emit({ ...(await make(frame)), pts })
    }),
  )
  return { decoded: result.decoded, problems: problemsOf([result]) }
}

interface SourceResult {
  decoded: number
  decodeErrors: number
  corruptFrames: number
}

async function withSource(
  { av, job, chain }: Extractor,
  threads: number,
  work: (source: FrameSource, make: (frame: Frame) => Promise<RawPicture>) => Promise<void>,
): Promise<SourceResult> {
  const source = new FrameSource(av, job.source, job.scan, threads)
  const maker = new PictureMaker(av, chain, chain.includes('estdif'))
  try {
    await work(source, (frame) => maker.make(frame))
    return { decoded: source.decoded, decodeErrors: source.decodeErrors, corruptFrames: source.corruptFrames }
  } finally {
    maker.close()
    source.close()
  }
}

function problemsOf(results: SourceResult[]): string[] {
  const errors = results.reduce((sum, { decodeErrors }) => sum + decodeErrors, 0)
  const corrupt = results.reduce((sum, { corruptFrames }) => sum + corruptFrames, 0)
  return [
    ...(errors > 0 ? [`${errors} packets are damaged`] : []),
    ...(corrupt > 0 ? [`${corrupt} pictures are damaged`] : []),
  ]
}
