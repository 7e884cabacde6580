/**
 * Where everything of a sample's picture lies, in pixels: the SVG and the dashboard draw the same geometry. A panel or
 * a lane is there only where the trace has something for it.
 */
import type { Fate, PlottedSample } from './plotted-sample.js'
import { fatesOf } from './plotted-sample.js'
import { timeAxis } from './time-axis.js'

export interface Layout {
  width: number
  height: number
  left: number
  right: number
  durationSeconds: number
  /** D/M of each second, documentaries; drawn as a square root, so that T stays visible under a hard cut. */
  curve?: CurvePanel
  /** How well each candidate fits the question. */
  relevance?: {
    top: number
    bottom: number
    points: { x: number; y: number; seconds: number; value: number }[]
    most: number
  }
  /** Groups, shots or segments: what each frame stands for. */
  bands: Band[]
  bandsBetween: { top: number; bottom: number }
  representatives: { x: number; y: number; seconds: number; fate: Fate }[]
  merges: { fromX: number; toX: number; y: number; seconds: number; intoSeconds: number; similarity: number }[]
  frames: { x: number; index: number; seconds: number }[]
  framesBetween: { top: number; bottom: number }
  /** Frames that were replaced for what was wrong with them, or kept for want of a better one. */
  faults: { x: number; y: number; seconds: number; fault: string; isReplaced: boolean }[]
  axis: { x: number; label: string }[]
  axisY: number
}

export interface CurvePanel {
  top: number
  bottom: number
  points: { x: number; y: number; seconds: number; value: number; isCandidate: boolean }[]
  marks: { y: number; label: string }[]
  threshold?: { y: number; value: number }
}

export interface Band {
  of: 'group' | 'shot' | 'segment'
  index: number
  x: number
  width: number
  startSeconds: number
  endSeconds: number
  /** Candidates of a group, frames of a shot. */
  members: number[]
  representative?: number
}

export interface LayoutOptions {
  width: number
  /** Where the picture's head ends and the first panel begins. */
  top?: number
  left?: number
  right?: number
  curveHeight?: number
}

const lane = { fates: 26, frames: 20, relevance: 44, axis: 18, gap: 6 }

export function layoutSample(sample: PlottedSample, options: LayoutOptions): Layout {
  const { width, top = 0, left = 0, right = 0, curveHeight = 84 } = options
  const { trace, frames } = sample
  const { durationSeconds } = trace
  const inner = Math.max(1, width - left - right)
  const x = (seconds: number) => left + (seconds / durationSeconds) * inner
  let y = top
  const curve = trace.curve.length > 1 ? layoutCurve(sample, x, y, y + curveHeight) : undefined
  if (curve !== undefined) y += curveHeight + lane.gap
  const relevance =
    trace.relevance !== undefined && trace.relevance.length > 1
      ? layoutRelevance(trace.relevance, x, y, y + lane.relevance)
      : undefined
  if (relevance !== undefined) y += lane.relevance + lane.gap
  const fates = fatesOf(sample)
  const fateY = y + lane.fates - 6
  if (fates.size > 0) y += lane.fates
  const framesBetween = { top: y, bottom: y + lane.frames }
  const axisY = framesBetween.bottom
  return {
    width,
    height: axisY + lane.axis,
    left,
    right,
    durationSeconds,
    ...(curve && { curve }),
    ...(relevance && { relevance }),
    bands: bandsOf(sample).map(({ startSeconds, endSeconds, ...band }) => ({
      ...band,
      startSeconds,
      endSeconds,
      x: x(startSeconds),
      width: Math.max(0.5, x(endSeconds) - x(startSeconds)),
    })),
    bandsBetween: { top, bottom: axisY },
    representatives: [...fates].map(([seconds, fate]) => ({ seconds, fate, x: x(seconds), y: fateY })),
    merges: trace.merges.map(({ timestampSeconds, intoSeconds, similarity }) => ({
      seconds: timestampSeconds,
      intoSeconds,
      similarity,
      fromX: x(timestampSeconds),
      toX: x(intoSeconds),
      y: fateY,
    })),
    frames: frames.map(({ timestampSeconds }, index) => ({ index, seconds: timestampSeconds, x: x(timestampSeconds) })),
    framesBetween,
    faults: (trace.faults ?? []).map(({ timestampSeconds, fault, replacedBySeconds }) => ({
      x: x(timestampSeconds),
      y: framesBetween.top + 2,
      seconds: timestampSeconds,
      fault,
      isReplaced: replacedBySeconds !== undefined,
    })),
    axis: timeAxis(durationSeconds, inner).map(({ seconds, label }) => ({ x: x(seconds), label })),
    axisY,
  }
}

type X = (seconds: number) => number

function layoutCurve({ trace }: PlottedSample, x: X, top: number, bottom: number): CurvePanel {
  const { curve, threshold } = trace
  const most = Math.max((threshold ?? 1) * 2, ...curve.map(({ meanDifference }) => meanDifference))
  const y = (value: number) => bottom - Math.sqrt(Math.max(0, value) / most) * (bottom - top)
  const marks = [1, 5, 10, 20, 50, 100, 200].filter((value) => value <= most && y(value) > top + 4)
  const apart = marks.filter((value, k) => k === marks.length - 1 || y(value) - y(marks[k + 1] as number) > 11)
  return {
    top,
    bottom,
    points: curve.map(({ timestampSeconds, meanDifference, isCandidate }) => ({
      x: x(timestampSeconds),
      y: y(meanDifference),
      seconds: timestampSeconds,
      value: meanDifference,
      isCandidate,
    })),
    marks: [0, ...apart].map((value) => ({ y: y(value), label: String(value) })),
    ...(threshold === undefined ? {} : { threshold: { y: y(threshold), value: threshold } }),
  }
}

function layoutRelevance(
  relevance: { timestampSeconds: number; relevance: number }[],
  x: X,
  top: number,
  bottom: number,
): NonNullable<Layout['relevance']> {
  const values = relevance.map((point) => point.relevance)
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const y = (value: number) => bottom - ((value - least) / (most - least || 1)) * (bottom - top)
  return {
    top,
    bottom,
    most,
    points: relevance.map((point) => ({
      x: x(point.timestampSeconds),
      y: y(point.relevance),
      seconds: point.timestampSeconds,
      value: point.relevance,
    })),
  }
}

type Stretch = Omit<Band, 'x' | 'width'>

function bandsOf({ trace, frames }: PlottedSample): Stretch[] {
  if (trace.shots !== undefined)
    return trace.shots.map((shot, index) => ({ of: 'shot', index, ...shot, members: shot.frames }))
  if (trace.groups.length > 0) return groupBands(trace.groups)
  const segments = trace.strategy === 'segments' ? frames[0]?.reason.groups : undefined
  const length = segments === undefined ? 0 : trace.durationSeconds / segments
  return Array.from({ length: segments ?? 0 }, (_, index) => ({
    of: 'segment',
    index,
    startSeconds: index * length,
    endSeconds: (index + 1) * length,
    members: [],
  }))
}

/** Groups are counted, not timed: where one ends and the next begins is drawn midway between their candidates. */
function groupBands(groups: PlottedSample['trace']['groups']): Stretch[] {
  return groups.map(({ members, representative }, index) => {
    const first = members[0] as number
    const last = members.at(-1) as number
    const before = groups[index - 1]?.members.at(-1)
    const after = groups[index + 1]?.members[0]
    return {
      of: 'group',
      index,
      members,
      representative,
      startSeconds: before === undefined ? first : (before + first) / 2,
      endSeconds: after === undefined ? last : (last + after) / 2,
    }
  })
}
