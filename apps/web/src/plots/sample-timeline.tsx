/**
 * The choice of frames on the video's own time (§4.1): why each second became a frame or did not. Pointing at it tells,
 * pressing seeks; near a frame, to that frame. Its accessible twin is the list of frames beside it.
 */
import { explainInstant, layoutSample, type Explanation, type Layout } from '@video2roleplay/sampler/plot'
import { useElementSize } from '@mantine/hooks'
import { useMemo, useState, type PointerEvent } from 'react'
import type { SampledFrame, VideoSample } from '../api-types.js'
import { usePlayerTime, type PlayerHandle } from '../components/use-player.js'
import { clock, instant } from '../format.js'
import { toPlotted } from './plotted.js'
import { SampleLayers } from './sample-layers.js'
import { SampleLegend } from './sample-legend.js'
import classes from './sample-timeline.module.css'

/** This near to a frame, the frame is meant. */
const NEAR_PIXELS = 5
const LEFT = 24

interface Props {
  sample: VideoSample
  selected: SampledFrame | undefined
  onSelect: (frame: SampledFrame) => void
  player: PlayerHandle
}

export function SampleTimeline({ sample, selected, onSelect, player }: Props) {
  const { ref, width } = useElementSize<HTMLDivElement>()
  const plotted = useMemo(() => toPlotted(sample), [sample])
  const layout = useMemo(
    () => layoutSample(plotted, { width: Math.max(width, 1), left: plotted.trace.curve.length > 1 ? LEFT : 0 }),
    [plotted, width],
  )
  const [pointed, setPointed] = useState<Explanation>()
  const { frames } = sample
  const inner = layout.width - layout.left
  const explain = (event: PointerEvent<SVGSVGElement>): Explanation => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left - layout.left
    const seconds = Math.min(1, Math.max(0, x / inner)) * layout.durationSeconds
    return explainInstant(plotted, seconds, (NEAR_PIXELS / inner) * layout.durationSeconds)
  }
  const go = (event: PointerEvent<SVGSVGElement>) => {
    const { frame, seconds } = explain(event)
    const meant = frame === undefined ? undefined : frames[frame]
    if (meant) onSelect(meant)
    else player.seek(seconds)
  }
  const x = (seconds: number) => layout.left + (seconds / layout.durationSeconds) * inner
  return (
    <div ref={ref} className={classes.plot}>
      <svg
        width={layout.width}
        height={layout.height}
        role="img"
        aria-label={`${frames.length} chosen frames over ${clock(layout.durationSeconds)}. The list of frames has the same content.`}
        onPointerMove={(event) => setPointed(explain(event))}
        onPointerLeave={() => setPointed(undefined)}
        onPointerUp={go}
      >
        <SampleLayers layout={layout} />
        {selected ? <Beam layout={layout} x={x(selected.timestampSeconds)} kind="selected" /> : null}
        {pointed ? <Beam layout={layout} x={x(pointed.seconds)} kind="pointed" /> : null}
        <Needle player={player} layout={layout} x={x} />
      </svg>
      {pointed ? <Note pointed={pointed} frames={frames} layout={layout} x={x(pointed.seconds)} /> : null}
      <SampleLegend sample={sample} />
    </div>
  )
}

function Beam({ layout, x, kind }: { layout: Layout; x: number; kind: 'selected' | 'pointed' }) {
  return <line className={classes.beam} data-kind={kind} x1={x} x2={x} y1={0} y2={layout.axisY} />
}

function Needle({ player, layout, x }: { player: PlayerHandle; layout: Layout; x: (seconds: number) => number }) {
  const at = x(Math.min(usePlayerTime(player), layout.durationSeconds))
  return <line className={classes.needle} x1={at} x2={at} y1={0} y2={layout.axisY} />
}

const NOTE_WIDTH = 280

function Note({
  pointed,
  frames,
  layout,
  x,
}: {
  pointed: Explanation
  frames: SampledFrame[]
  layout: Layout
  x: number
}) {
  const frame = pointed.frame === undefined ? undefined : frames[pointed.frame]
  const left = Math.max(0, Math.min(x - NOTE_WIDTH / 2, layout.width - NOTE_WIDTH))
  return (
    <div
      className={classes.note}
      style={{ left, top: layout.height, width: Math.min(NOTE_WIDTH, layout.width) }}
      role="status"
    >
      {frame ? <img src={frame.url} alt="" className={classes.picture} /> : null}
      <div>
        {frame ? (
          <strong>
            {frame.index + 1} · {instant(frame.timestampSeconds)}
          </strong>
        ) : null}{' '}
        {pointed.text}
      </div>
    </div>
  )
}
