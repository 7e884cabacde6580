/** Why an instant of the film became a frame, or did not: the trace in one sentence, for any second that someone points at. */
import type { PlottedSample } from './plotted-sample.js'
import { askedOf, fatesOf } from './plotted-sample.js'
import { clock, instant } from './time-axis.js'

export interface Explanation {
  /** Position of the chosen frame; nothing where none was chosen here. */
  frame?: number
  seconds: number
  text: string
}

/** `withinSeconds`: how near a frame must lie to be meant. */
export function explainInstant(sample: PlottedSample, seconds: number, withinSeconds = 0.5): Explanation {
  const nearest = nearestFrame(sample, seconds)
  if (nearest !== undefined && Math.abs(nearest.seconds - seconds) <= withinSeconds)
    return { frame: nearest.index, seconds: nearest.seconds, text: nearest.text }
  return explainCandidate(sample, seconds) ?? explainStretch(sample, seconds)
}

function nearestFrame({ frames }: PlottedSample, seconds: number) {
  const index = frames.reduce(
    (best, frame, k) =>
      best < 0 || Math.abs(frame.timestampSeconds - seconds) < Math.abs((frames[best]?.timestampSeconds ?? 0) - seconds)
        ? k
        : best,
    -1,
  )
  const frame = frames[index]
  return frame && { index, seconds: frame.timestampSeconds, text: frame.reason.text }
}

/** A second that step 1 looked at. */
function explainCandidate(sample: PlottedSample, seconds: number): Explanation | undefined {
  const { trace, frames, settings } = sample
  const point = trace.curve.find(
    ({ timestampSeconds }, k) => seconds < ((trace.curve[k + 1]?.timestampSeconds ?? Infinity) + timestampSeconds) / 2,
  )
  if (point === undefined || seconds < point.timestampSeconds - 1) return undefined
  const at = point.timestampSeconds
  const differs = `differs by ${point.meanDifference.toFixed(1)} from the second before`
  const not = (why: string): Explanation => ({ seconds: at, text: `${clock(at)} ${differs}${why}` })
  if (trace.threshold !== undefined && !point.isCandidate)
    return not(`, not by more than T = ${trace.threshold}: no candidate.`)
  const index = trace.groups.findIndex(({ members }) => members.includes(at))
  const group = trace.groups[index]
  if (group === undefined) return undefined
  const inGroup = `group ${index + 1} of ${trace.groups.length}`
  if (group.representative !== at)
    return not(`: a candidate, but ${clock(group.representative)} stands for ${inGroup}, which changes more.`)
  const merge = trace.merges.find(({ timestampSeconds }) => timestampSeconds === at)
  if (merge !== undefined)
    return not(
      ` and stands for ${inGroup}, but is alike to ${clock(merge.intoSeconds)} by ${merge.similarity.toFixed(3)}` +
        `${typeof settings?.similarityThreshold === 'number' ? `, more than τ = ${settings.similarityThreshold}` : ''}: merged into it.`,
    )
  if (fatesOf(sample).get(at) === 'left out')
    return not(
      ` and stands for ${inGroup}, but was left out: ` +
        (sample.cappedFrom
          ? `${sample.cappedFrom} frames were thinned evenly to ${frames.length}.`
          : 'it could not be read.'),
    )
  const frame = frames.findIndex((each) => askedOf(each) === at)
  return frame < 0 ? undefined : { frame, seconds: at, text: frames[frame]?.reason.text ?? '' }
}

/** No second was weighed here: say between which frames it lies. */
function explainStretch({ trace, frames }: PlottedSample, seconds: number): Explanation {
  const shot = trace.shots?.findIndex(({ startSeconds, endSeconds }) => seconds >= startSeconds && seconds < endSeconds)
  const stands = shot === undefined ? undefined : trace.shots?.[shot]
  if (shot !== undefined && stands !== undefined)
    return {
      seconds,
      text: `${instant(seconds)} lies in stretch ${shot + 1} of ${trace.shots?.length} that look alike, ${clock(stands.startSeconds)} to ${clock(stands.endSeconds)}, ${
        stands.frames.length === 0
          ? 'which got no frame.'
          : `for which ${stands.frames.map(instant).join(', ')} ${stands.frames.length === 1 ? 'stands' : 'stand'}.`
      }`,
    }
  const before = frames.findLast(({ timestampSeconds }) => timestampSeconds <= seconds)
  const after = frames.find(({ timestampSeconds }) => timestampSeconds > seconds)
  const neighbours = [
    before && `the frame at ${instant(before.timestampSeconds)}`,
    after && `the one at ${instant(after.timestampSeconds)}`,
  ]
    .filter((part) => part !== undefined)
    .join(' and ')
  return { seconds, text: `${instant(seconds)}: no frame was taken here; next to it, ${neighbours || 'none'}.` }
}
