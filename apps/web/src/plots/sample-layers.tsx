/** What of the picture stands still: bands, curve, T, fates, merges, frames and axis, where `layoutSample` puts them. */
import type { Layout } from '@video2roleplay/sampler/plot'
import { memo } from 'react'
import classes from './sample-timeline.module.css'

export const SampleLayers = memo(function SampleLayers({ layout }: { layout: Layout }) {
  const {
    bands,
    bandsBetween,
    curve,
    relevance,
    representatives,
    merges,
    frames,
    framesBetween,
    faults,
    axis,
    axisY,
    width,
  } = layout
  // Many on a narrow screen would run into one line.
  const radius = Math.min(2.4, Math.max(1, (width - layout.left) / (2.6 * Math.max(1, representatives.length))))
  return (
    <>
      {bands.map((band) => (
        <rect
          key={band.index}
          className={classes.band}
          data-odd={band.index % 2 === 1 || undefined}
          x={band.x}
          width={band.width}
          y={bandsBetween.top}
          height={bandsBetween.bottom - bandsBetween.top}
        />
      ))}
      {curve ? (
        <>
          {curve.marks.map(({ y, label }) => (
            <g key={label}>
              <line className={classes.grid} x1={layout.left} x2={width} y1={y} y2={y} />
              <text className={classes.mark} x={layout.left - 4} y={y + 3} textAnchor="end">
                {label}
              </text>
            </g>
          ))}
          <path className={classes.curve} d={path(curve.points)} />
          <path className={classes.candidates} d={dots(curve.points.filter(({ isCandidate }) => isCandidate))} />
          {curve.threshold ? (
            <line
              className={classes.threshold}
              x1={layout.left}
              x2={width}
              y1={curve.threshold.y}
              y2={curve.threshold.y}
            />
          ) : null}
        </>
      ) : null}
      {relevance ? <path className={classes.relevance} d={path(relevance.points)} /> : null}
      {merges.map(({ fromX, toX, y, seconds }) => (
        <path
          key={seconds}
          className={classes.merge}
          d={`M${fromX} ${y}Q${(fromX + toX) / 2} ${y - Math.min(22, 6 + Math.abs(fromX - toX))} ${toX} ${y}`}
        />
      ))}
      {representatives.map(({ x, y, seconds, fate }) =>
        fate === 'left out' ? (
          <path key={seconds} className={classes.leftOut} d={`M${x - 2.4} ${y - 2.4}l4.8 4.8m-4.8 0l4.8 -4.8`} />
        ) : (
          <circle key={seconds} className={classes.fate} data-fate={fate} cx={x} cy={y} r={radius} />
        ),
      )}
      {frames.map(({ x, index }) => (
        <line key={index} className={classes.tick} x1={x} x2={x} y1={framesBetween.top + 4} y2={framesBetween.bottom} />
      ))}
      {faults.map(({ x, y, seconds }) => (
        <path key={seconds} className={classes.fault} d={`M${x - 3} ${y - 3}h6l-3 5z`} />
      ))}
      <line className={classes.base} x1={layout.left} x2={width} y1={axisY} y2={axisY} />
      {axis.map(({ x, label }) => (
        <text
          key={label}
          className={classes.mark}
          x={x}
          y={axisY + 13}
          textAnchor={x < layout.left + 14 ? 'start' : x > width - 16 ? 'end' : 'middle'}
        >
          {label}
        </text>
      ))}
    </>
  )
})

const path = (points: { x: number; y: number }[]): string =>
  points.map(({ x, y }, index) => `${index ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')

/** One path however many there are: a film of four hours has ten thousand. */
const dots = (points: { x: number; y: number }[]): string =>
  points.map(({ x, y }) => `M${x.toFixed(1)} ${y.toFixed(1)}h0`).join('')
