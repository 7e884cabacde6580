import type { VideoSample } from '../api-types.js'
import { plural } from '../format.js'
import classes from './sample-timeline.module.css'

/** What the marks are, and how many of each; only those that are there. */
export function SampleLegend({ sample: { sample, trace, frames } }: { sample: VideoSample }) {
  const candidates = trace.curve.filter(({ isCandidate }) => isCandidate).length
  const kept = new Set(frames.map(({ reason, timestampSeconds }) => reason.askedSeconds ?? timestampSeconds))
  const leftOut =
    trace.groups.length - trace.merges.length - trace.groups.filter((group) => kept.has(group.representative)).length
  return (
    <div className={classes.legend}>
      <span data-key="frame">{plural(frames.length, 'frame')}</span>
      {trace.curve.length > 1 ? <span data-key="curve">D/M to the second before (square root)</span> : null}
      {trace.threshold === undefined ? null : <span data-key="threshold">T = {trace.threshold}</span>}
      {candidates > 0 ? <span data-key="candidate">{plural(candidates, 'candidate')}</span> : null}
      {trace.shots ? (
        <span data-key="band">{plural(trace.shots.length, 'stretch', 'stretches')}</span>
      ) : trace.groups.length > 0 ? (
        <span data-key="band">{plural(trace.groups.length, 'group')}</span>
      ) : null}
      {trace.merges.length > 0 ? <span data-key="merged">{trace.merges.length} merged</span> : null}
      {leftOut > 0 ? <span data-key="left-out">{leftOut} left out by the cap</span> : null}
      {trace.faults?.length ? <span data-key="fault">{trace.faults.length} black, blurred or flashing</span> : null}
      {trace.gap ? <span>no stretch longer than {trace.gap.widestSeconds.toFixed(1)} s</span> : null}
      {trace.relevance ? <span data-key="relevance">fits the question</span> : null}
      {trace.groups.length > 0 && trace.merges.length === 0 ? <span>step 3 {sample.merge}</span> : null}
    </div>
  )
}
