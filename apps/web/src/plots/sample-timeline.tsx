/**
 * The choice of frames on the video's own time: a tick per frame; for documentaries also the difference curve with
 * its threshold T, the groups, and the merges (§4.1). Its accessible twin is the list of frames beside it.
 */
import { useElementSize } from '@mantine/hooks'
import { useMemo, type MouseEvent } from 'react'
import type { SampledFrame, VideoSample } from '../api-types.js'
import { usePlayerTime, type PlayerHandle } from '../components/use-player.js'
import { clock, instant } from '../format.js'
import classes from './sample-timeline.module.css'

const CURVE = 64
const TICKS = 18
const AXIS = 16

interface Props {
  sample: VideoSample
  durationSeconds: number
  selected: SampledFrame | undefined
  onSelect: (frame: SampledFrame) => void
  player: PlayerHandle
}

export function SampleTimeline({ sample, durationSeconds, selected, onSelect, player }: Props) {
  const { ref, width } = useElementSize<HTMLDivElement>()
  const { trace, frames } = sample
  const hasCurve = trace.curve.length > 1
  const top = hasCurve ? CURVE : 0
  const x = (seconds: number) => (seconds / durationSeconds) * width
  const nearest = (event: MouseEvent<SVGSVGElement>) => {
    const seconds = ((event.clientX - event.currentTarget.getBoundingClientRect().left) / width) * durationSeconds
    const frame = frames.reduce<SampledFrame | undefined>(
      (best, candidate) =>
        best && Math.abs(best.timestampSeconds - seconds) <= Math.abs(candidate.timestampSeconds - seconds)
          ? best
          : candidate,
      undefined,
    )
    if (frame) onSelect(frame)
  }
  return (
    <div ref={ref} className={classes.plot}>
      <svg
        width={width}
        height={top + TICKS + AXIS}
        role="img"
        aria-label={`${frames.length} chosen frames over ${clock(durationSeconds)}. The list of frames has the same content.`}
        onClick={nearest}
      >
        {hasCurve ? <Curve sample={sample} x={x} /> : null}
        <line className={classes.base} x1={0} x2={width} y1={top + TICKS} y2={top + TICKS} />
        {frames.map((frame) => (
          <line
            key={frame.index}
            className={classes.tick}
            data-selected={frame === selected || undefined}
            x1={x(frame.timestampSeconds)}
            x2={x(frame.timestampSeconds)}
            y1={top + (frame === selected ? 0 : 5)}
            y2={top + TICKS}
          >
            <title>{`${instant(frame.timestampSeconds)}: ${frame.reason.text}`}</title>
          </line>
        ))}
        <Axis durationSeconds={durationSeconds} width={width} y={top + TICKS} />
        <Needle player={player} x={x} height={top + TICKS} />
      </svg>
      {hasCurve ? <CurveLegend sample={sample} /> : null}
    </div>
  )
}

function Curve({ sample, x }: { sample: VideoSample; x: (seconds: number) => number }) {
  const { curve, threshold, groups, merges } = sample.trace
  const most = useMemo(
    () => Math.max((threshold ?? 0) * 1.6, ...curve.map((point) => point.meanDifference)) || 1,
    [curve, threshold],
  )
  const y = (value: number) => CURVE - 2 - (value / most) * (CURVE - 8)
  const path = curve.map(
    (point, index) =>
      `${index ? 'L' : 'M'}${x(point.timestampSeconds).toFixed(1)},${y(point.meanDifference).toFixed(1)}`,
  )
  return (
    <>
      {groups.map((group, index) => {
        const from = Math.min(...group.members)
        const to = Math.max(...group.members)
        return (
          <rect
            key={group.representative}
            className={classes.group}
            data-odd={index % 2 === 1 || undefined}
            x={x(from)}
            width={Math.max(1, x(to) - x(from))}
            y={0}
            height={CURVE}
          >
            <title>{`Group ${index + 1}: ${group.members.length} candidates, ${instant(from)} to ${instant(to)}`}</title>
          </rect>
        )
      })}
      <path className={classes.curve} d={path.join('')} />
      {threshold === undefined ? null : (
        <line className={classes.threshold} x1={0} x2="100%" y1={y(threshold)} y2={y(threshold)} />
      )}
      {merges.map((merge) => (
        <path
          key={`${merge.timestampSeconds}-${merge.intoSeconds}`}
          className={classes.merge}
          d={`M${x(merge.timestampSeconds)},${CURVE} Q${(x(merge.timestampSeconds) + x(merge.intoSeconds)) / 2},${CURVE - 22} ${x(merge.intoSeconds)},${CURVE}`}
        >
          <title>{`${instant(merge.timestampSeconds)} merged into ${instant(merge.intoSeconds)}, similarity ${merge.similarity.toFixed(3)}`}</title>
        </path>
      ))}
    </>
  )
}

function CurveLegend({ sample: { trace, sample } }: { sample: VideoSample }) {
  return (
    <div className={classes.legend}>
      <span data-key="curve">difference to the second before</span>
      {trace.threshold === undefined ? null : <span data-key="threshold">threshold T = {trace.threshold}</span>}
      {trace.groups.length > 0 ? <span data-key="group">{trace.groups.length} groups</span> : null}
      <span data-key={trace.merges.length > 0 ? 'merge' : undefined}>
        {trace.merges.length > 0 ? `${trace.merges.length} merges` : `step 3 ${sample.merge}`}
      </span>
    </div>
  )
}

const STEPS = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600]

function Axis({ durationSeconds, width, y }: { durationSeconds: number; width: number; y: number }) {
  const wanted = Math.max(2, width / 90)
  const step = STEPS.find((candidate) => durationSeconds / candidate <= wanted) ?? 7200
  const marks = Array.from({ length: Math.floor(durationSeconds / step) + 1 }, (_, index) => index * step)
  return (
    <>
      {marks.map((seconds) => {
        const at = (seconds / durationSeconds) * width
        return (
          <text
            key={seconds}
            className={classes.mark}
            x={at}
            y={y + 12}
            textAnchor={seconds === 0 ? 'start' : at > width - 20 ? 'end' : 'middle'}
          >
            {step < 1 ? `${seconds.toFixed(step < 0.1 ? 2 : 1)} s` : clock(seconds)}
          </text>
        )
      })}
    </>
  )
}

function Needle({ player, x, height }: { player: PlayerHandle; x: (seconds: number) => number; height: number }) {
  const at = x(usePlayerTime(player))
  return <line className={classes.needle} x1={at} x2={at} y1={0} y2={height} />
}
