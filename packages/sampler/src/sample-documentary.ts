/** §4.1 for documentaries: candidates at 1 fps (step 1), groups (step 2), merging by features (step 3), the cap. */
import { clock } from './clock.js'
import type { Frame } from './decoder.js'
import type { FrameReason, FrameSample, SampleTrace } from './frame-sample.js'
import type { Keyframes } from './keyframes.js'
import { selectKeyframes } from './keyframes.js'
import { lookAtCandidates } from './look-at-candidates.js'
import { canMerge, mergeByFeatures, traceOfMerge } from './merge-by-features.js'
import { pixelDifference } from './pixels.js'
import type { SampleTask } from './sample-frames.js'
import { extractOptions } from './sample-frames.js'
import { emptyTrace, toSample } from './sample-result.js'
import { segmentMidpoints, thinEvenly } from './timestamps.js'

export async function sampleDocumentary(task: SampleTask): Promise<FrameSample> {
  const { resolved } = task
  const looked = await lookAtCandidates(task)
  const { instants: grid, planes } = looked
  const pixels = resolved.analysisWidth * resolved.analysisHeight
  const difference = (i: number, j: number) => pixelDifference(planes[i] as Uint8Array, planes[j] as Uint8Array)
  const keyframes = selectKeyframes(planes.length, difference, {
    threshold: resolved.differenceThreshold * pixels,
    groups: resolved.groups,
  })
  const trace = toTrace(task, grid, keyframes, pixels)
  const sample =
    keyframes.groups.length === 0
      ? await sampleStaticFilm(task, trace)
      : await sampleGroups(task, trace, grid, keyframes, pixels)
  sample.decoded += looked.decoded
  sample.skipped += looked.skipped
  if (looked.damage !== undefined) {
    sample.status = 'partial'
    sample.statusReason = [looked.damage, sample.statusReason].filter(Boolean).join('; ')
  }
  return sample
}

/** D4: nothing changes by more than T, so the film is spread evenly, and the sample says so. */
async function sampleStaticFilm(task: SampleTask, trace: SampleTrace): Promise<FrameSample> {
  const midpoints = segmentMidpoints(task.info.durationSeconds, task.resolved.maxFrames)
  const reasonOf = ({ timestampSeconds }: Frame): FrameReason => ({
    strategy: 'documentary',
    timestampSeconds,
    rule: 'static-film',
    text: `No second of this film differs from the one before by more than ${task.resolved.differenceThreshold}: frames are spread evenly.`,
  })
  const extracted = await task.decoder.extractFrames(task.path, midpoints, extractOptions(task, reasonOf))
  return toSample(task, 'documentary', extracted, {
    trace,
    fallback: 'empty-candidates',
    merge: 'not applicable',
    reasons: extracted.frames.map(reasonOf),
  })
}

async function sampleGroups(
  task: SampleTask,
  trace: SampleTrace,
  grid: number[],
  keyframes: Keyframes,
  pixels: number,
) {
  const { groups } = keyframes
  const { maxFrames, similarityThreshold } = task.resolved
  const chosen = groups.map((group) => group.representative)
  const cap = (list: number[]) => thinEvenly(list.length, maxFrames).map((k) => list[k] as number)
  // Without features the cap comes before the extraction, so that nothing is decoded for the bin.
  const toExtract = canMerge(task) ? chosen : cap(chosen)
  const groupOf = new Map(groups.map((group, index) => [group.representative, { ...group, index }]))
  const reasonOf = ({ timestampSeconds }: Frame, i: number, mergedFrom: number[], rest: Partial<FrameReason>) => {
    const group = groupOf.get(i) as (typeof groups)[number] & { index: number }
    const difference = keyframes.differences[i - 1] as number
    return {
      strategy: 'documentary',
      timestampSeconds,
      askedSeconds: grid[i],
      difference,
      meanDifference: difference / pixels,
      group: group.index,
      groups: groups.length,
      variation: group.variation / pixels,
      rule: group.farthest === undefined ? 'only-candidate' : 'most-changing',
      ...(mergedFrom.length > 0 ? { mergedFrom } : {}),
      ...rest,
      text: explain(group, groups.length, grid, difference / pixels, pixels, mergedFrom, similarityThreshold),
    } satisfies FrameReason
  }
  const asked = toExtract.map((i) => grid[i] as number)
  const unmerged = chosen.length > maxFrames ? { cappedFrom: chosen.length } : {}
  const atOnce = (frame: Frame) =>
    reasonOf(frame, toExtract[asked.findIndex((t) => t >= frame.timestampSeconds)] as number, [], unmerged)
  const extracted = await task.decoder.extractFrames(
    task.path,
    asked,
    // Step 3 may yet fold a frame into another.
    extractOptions(task, canMerge(task) ? undefined : atOnce),
  )
  const frameOf = new Map<number, Frame>()
  toExtract.forEach((i, k) => {
    const position = extracted.positions[k]
    const frame = position === undefined ? undefined : extracted.frames[position]
    if (frame !== undefined) frameOf.set(i, frame)
  })
  const present = toExtract.filter((i) => frameOf.has(i))
  const merge = await mergeByFeatures(task, present, frameOf)
  const kept = cap(merge.kept)
  const before = canMerge(task) ? merge.kept.length : chosen.length
  const cappedFrom = before > maxFrames ? before : undefined
  const reasons = kept.map((i) => {
    const position = merge.kept.indexOf(i)
    const mergedFrom = merge.merged.filter(({ into }) => into === i).map(({ frame }) => grid[frame] as number)
    return reasonOf(frameOf.get(i) as Frame, i, mergedFrom, {
      ...(position > 0 && merge.outcome.merge === 'done' ? { similarity: merge.similarities[position - 1] } : {}),
      ...(cappedFrom === undefined ? {} : { cappedFrom }),
    })
  })
  const frames = kept.map((i) => frameOf.get(i) as Frame)
  return toSample(
    task,
    'documentary',
    { ...extracted, frames },
    {
      trace: { ...trace, ...traceOfMerge(task, merge, grid) },
      cappedFrom,
      reasons,
      ...merge.outcome,
    },
  )
}

function explain(
  group: Keyframes['groups'][number] & { index: number },
  groups: number,
  grid: number[],
  meanDifference: number,
  pixels: number,
  mergedFrom: number[],
  similarityThreshold: number,
): string {
  const changed = `differs by ${meanDifference.toFixed(1)} from the second before`
  const merged =
    mergedFrom.length === 0
      ? ''
      : ` It also stands for ${mergedFrom.map(clock).join(', ')}, alike by more than ${similarityThreshold}.`
  if (group.farthest === undefined)
    return `The only candidate of group ${group.index + 1} of ${groups}: ${changed}.${merged}`
  const most = `differs by ${(group.variation / pixels).toFixed(1)} from the one at ${clock(grid[group.farthest] as number)}`
  return `The most changing of ${group.members.length} candidates in group ${group.index + 1} of ${groups}: ${most}, and ${changed}.${merged}`
}

function toTrace(task: SampleTask, grid: number[], keyframes: Keyframes, pixels: number): SampleTrace {
  const candidates = new Set(keyframes.candidates)
  return {
    ...emptyTrace('documentary', task.info.durationSeconds),
    threshold: task.resolved.differenceThreshold,
    candidatesLookedAt: grid.length,
    curve: keyframes.differences.map((difference, k) => ({
      timestampSeconds: grid[k + 1] as number,
      meanDifference: difference / pixels,
      isCandidate: candidates.has(k + 1),
    })),
    groups: keyframes.groups.map(({ members, representative, variation }) => ({
      members: members.map((i) => grid[i] as number),
      representative: grid[representative] as number,
      variation: variation / pixels,
    })),
  }
}
