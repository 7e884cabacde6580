/** The extractions by ffmpeg: frames at instants, and every frame, in as few passes as possible. */
import type { Extract, OnRawPicture } from '../collect.js'
import { frameAt, thinEvenly } from '../timestamps.js'
import { neverAppeared } from '../never-appeared.js'
import type { PassResult } from './run-pass.js'
import { runPass } from './run-pass.js'
import type { InputFile } from '../input-file.js'
import type { ScanContext } from './probe.js'
import type { ScannedVideo } from './scan-video.js'
import { decodedTimeline } from './shown-timeline.js'
import { toolThreads } from './tools.js'
import { SELECTED_PER_RUN, selectExpression } from './select-expression.js'

export interface PictureKind {
  chain: string
  bytesPerPicture: number
  /** From the bytes that ffmpeg gives to the picture that is kept. */
  finish(pixels: Buffer): { width: number; height: number; pixels: Buffer }
}

export interface ExtractContext extends ScanContext {
  file: Pick<InputFile, 'problems'>
}

interface Gathered {
  /** Frames of which there is a picture. */
  had: Set<number>
  problems: string[]
  onPicture: OnRawPicture
  kind: PictureKind
  context: ScanContext
  scanned: ScannedVideo
}

export async function extractAt(
  context: ExtractContext,
  scanned: ScannedVideo,
  kind: PictureKind,
  timestamps: readonly number[],
  onPicture: OnRawPicture,
): ReturnType<Extract> {
  const { timeline, packets } = scanned
  const gathered: Gathered = { had: new Set(), problems: [...context.file.problems], onPicture, kind, context, scanned }
  const asked = timestamps.map((t) => timeline.pts[frameAt(timeline.starts, t)] as number)
  const wanted = [...new Set(asked)].toSorted((a, b) => a - b)
  await gather(gathered, wanted)
  const shown = await seeInstead(gathered, asked)
  const decoded = frameAt(timeline.pts, wanted.at(-1) ?? 0) + 1
  const skipped = Math.max(0, packets - decoded)
  return { shown, wanted: wanted.length, decoded, isEstimate: true, skipped, problems: gathered.problems }
}

export async function extractAll(
  context: ExtractContext,
  scanned: ScannedVideo,
  kind: PictureKind,
  maxFrames: number,
  onPicture: OnRawPicture,
): ReturnType<Extract> {
  const declared = scanned.timeline.pts
  const gathered: Gathered = { had: new Set(), problems: [...context.file.problems], onPicture, kind, context, scanned }
  const expected = thinned(declared, maxFrames)
  const keepsAll = expected.length === declared.length
  const shown = keepsAll ? await gatherEverything(gathered, maxFrames) : await gatherAndList(gathered, expected)
  const kept = thinned(shown, maxFrames)
  // A damaged frame that never appeared is not counted, so others may be due.
  await gather(
    gathered,
    kept.filter((pts) => !gathered.had.has(pts)),
  )
  return {
    shown: kept,
    wanted: Math.max(kept.length, Math.min(declared.length, maxFrames)),
    decoded: shown.length,
    isEstimate: true,
    skipped: Math.max(0, scanned.packets - shown.length),
    problems: [...new Set([...gathered.problems, ...neverAppeared(declared, shown)])],
    shownFrames: shown.length,
  }
}

/** Pictures of exactly these frames. */
async function gather(gathered: Gathered, pts: readonly number[]): Promise<void> {
  for (let from = 0; from < pts.length; from += SELECTED_PER_RUN) {
    const some = pts.slice(from, from + SELECTED_PER_RUN)
    await pass(gathered, { select: selectExpression(some), maxPictures: some.length })
  }
}

async function gatherEverything(gathered: Gathered, maxFrames: number): Promise<number[]> {
  const { pts } = await pass(gathered, { maxPictures: Math.min(maxFrames, gathered.scanned.packets * 2 + 16) })
  return ascending(pts)
}

async function gatherAndList(gathered: Gathered, expected: readonly number[]): Promise<number[]> {
  const listed: number[] = []
  for (let from = 0; from < expected.length; from += SELECTED_PER_RUN) {
    const some = expected.slice(from, from + SELECTED_PER_RUN)
    const all = await pass(gathered, {
      select: selectExpression(some),
      maxPictures: some.length,
      listsEveryFrame: true,
      expected: some,
    })
    listed.push(...all.pts)
  }
  return ascending(listed)
}

async function pass(
  { context, scanned, kind, onPicture, had, problems }: Gathered,
  what: { select?: string; maxPictures: number; listsEveryFrame?: boolean; expected?: readonly number[] },
): Promise<PassResult> {
  const { timeBase, pts: declared } = scanned.timeline
  const origin = declared[0] as number
  const expected = what.expected === undefined ? undefined : new Set(what.expected)
  const run = (threads: number) =>
    runPass(
      context,
      { ...what, ...kind, timeBase, threads, isPictured: (pts) => expected?.has(pts) !== false },
      async (pts, pixels) => {
        had.add(pts)
        const timestampSeconds = ((pts - origin) * timeBase.num) / timeBase.den
        await onPicture({ pts, timestampSeconds, ...kind.finish(pixels) })
      },
    )
  let result = await run(toolThreads)
  // Threads patch damaged pictures each in its own way; one thread always does it alike.
  if (result.problems.length > 0 && toolThreads > 1) result = await run(1)
  problems.push(...result.problems)
  return result
}

/** A frame that a packet promised never appeared: what is on screen then is the last frame that did. */
async function seeInstead(gathered: Gathered, asked: readonly number[]): Promise<(number | null)[]> {
  const { context, scanned, had } = gathered
  const first = new Set(had)
  if (asked.every((pts) => first.has(pts))) return [...asked]
  gathered.problems.push(...neverAppeared([...new Set(asked)], [...first]))
  const really = await decodedTimeline(context, scanned.timeline.timeBase)
  const shownAt = (pts: number) => {
    const at = really.pts[frameAt(really.pts, pts)]
    return at !== undefined && at <= pts ? at : null
  }
  const instead = asked.map((pts) => (first.has(pts) ? pts : shownAt(pts)))
  await gather(
    gathered,
    ascending(instead.filter((pts) => pts !== null)).filter((pts) => !first.has(pts)),
  )
  return instead.map((pts) => (pts !== null && had.has(pts) ? pts : null))
}

function ascending(pts: readonly number[]): number[] {
  return [...new Set(pts)].toSorted((a, b) => a - b)
}

function thinned(pts: readonly number[], maxFrames: number): number[] {
  return thinEvenly(pts.length, maxFrames).map((k) => pts[k] as number)
}
