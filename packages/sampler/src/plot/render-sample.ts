/**
 * A sample as one picture (Figure 4 for a single film): the difference curve with T, candidates, groups, what became of
 * their representatives, merges as arcs, and the chosen frames on the film's own time. A string; no DOM, no decoder.
 */
import { fateMark, faultMark } from './fate-mark.js'
import type { Layout } from './layout-sample.js'
import { layoutSample } from './layout-sample.js'
import { renderLegend } from './legend.js'
import type { Palette, PlotTheme } from './palettes.js'
import { palettes } from './palettes.js'
import type { PlottedSample } from './plotted-sample.js'
import { describeSample, nameSample } from './sample-words.js'
import { drawSheet } from './sheet.js'
import { element, group, short, type Svg } from './svg.js'
import { framesWithRoom, renderThumbnails, thumbnailLane, type Thumbnails } from './thumbnails.js'
import { instant } from './time-axis.js'

export interface PlotOptions {
  /** Pixels; 960 where nothing is said. */
  width?: number
  theme?: PlotTheme
  /** Above the plot; the accessible title too. */
  title?: string
  /** JPEGs by position of their frame, drawn small above it where there is room. */
  thumbnails?: Thumbnails
}

const margin = { left: 34, right: 14, head: 44, foot: 10 }

const usualWidth = 960

/** Positions of the frames that `thumbnails` is looked into for at this width, so that no other picture need be fetched. */
export function framesToPicture(
  sample: PlottedSample,
  { width = usualWidth }: Pick<PlotOptions, 'width'> = {},
): number[] {
  return framesWithRoom(layoutSample(sample, { width, left: margin.left, right: margin.right }))
}

export function renderSampleSvg(sample: PlottedSample, options: PlotOptions = {}): string {
  const { width = usualWidth, theme = 'light', title = 'Chosen frames', thumbnails } = options
  const palette: Palette = palettes[theme]
  const pictures = thumbnails !== undefined && thumbnails.size > 0 ? thumbnailLane : 0
  const layout = layoutSample(sample, {
    width,
    top: margin.head + pictures,
    left: margin.left,
    right: margin.right,
    curveHeight: 120,
  })
  const legend = renderLegend(sample, palette, {
    left: margin.left,
    top: layout.height + 8,
    width: width - margin.right,
  })
  const height = legend.bottom + margin.foot
  return drawSheet(
    { width, height, left: margin.left, title, line: nameSample(sample), words: describeSample(sample), palette },
    renderBands(layout, palette),
    renderCurve(layout, palette),
    renderRelevance(layout, palette),
    renderFates(layout, palette),
    renderFrames(layout, sample, palette),
    renderFaults(layout, palette),
    renderAxis(layout, palette),
    thumbnails && renderThumbnails(thumbnails, layout, margin.head, palette),
    legend.svg,
  )
}

function renderBands({ bands, bandsBetween: { top, bottom } }: Layout, palette: Palette): Svg {
  return group(
    { id: 'bands' },
    bands.map((band) =>
      element('rect', {
        x: band.x,
        y: top,
        width: band.width,
        height: bottom - top,
        fill: band.index % 2 === 0 ? palette.band : palette.otherBand,
        'data-band': band.of,
      }),
    ),
  )
}

function renderCurve({ curve, left, width, right }: Layout, palette: Palette): Svg | undefined {
  if (curve === undefined) return undefined
  const line = (y: number, stroke: string, more: Record<string, string | number> = {}) =>
    element('line', { x1: left, x2: width - right, y1: y, y2: y, stroke, ...more })
  return group({ id: 'curve' }, [
    ...curve.marks.flatMap(({ y, label }) => [
      line(y, palette.line, { 'stroke-width': 0.5 }),
      element('text', { x: left - 5, y: y + 4, fill: palette.faint, 'text-anchor': 'end', 'font-size': 10 }, label),
    ]),
    element('path', { d: path(curve.points), fill: 'none', stroke: palette.curve, 'stroke-width': 1 }),
    ...curve.points
      .filter(({ isCandidate }) => isCandidate)
      .map(({ x, y }) => element('circle', { cx: x, cy: y, r: 1.6, fill: palette.curve, 'data-candidate': 1 })),
    curve.threshold &&
      line(curve.threshold.y, palette.threshold, { id: 'threshold', 'stroke-width': 1.4, 'stroke-dasharray': '5 3' }),
    curve.threshold &&
      element(
        'text',
        {
          x: width - right,
          y: curve.threshold.y - 3,
          fill: palette.threshold,
          stroke: palette.ground,
          'stroke-width': 3,
          'paint-order': 'stroke',
          'text-anchor': 'end',
          'font-size': 10,
        },
        `T = ${curve.threshold.value}`,
      ),
  ])
}

function renderRelevance({ relevance, left, right, width }: Layout, palette: Palette): Svg | undefined {
  if (relevance === undefined) return undefined
  return group({ id: 'relevance' }, [
    element('path', { d: path(relevance.points), fill: 'none', stroke: palette.merge, 'stroke-width': 1 }),
    element('line', {
      x1: left,
      x2: width - right,
      y1: relevance.bottom,
      y2: relevance.bottom,
      stroke: palette.line,
      'stroke-width': 0.5,
    }),
  ])
}

function renderFates({ representatives, merges }: Layout, palette: Palette): Svg | undefined {
  if (representatives.length === 0) return undefined
  return group({ id: 'fates' }, [
    ...merges.map(({ fromX, toX, y }) =>
      element('path', {
        d: `M${short(fromX)} ${short(y)}Q${short((fromX + toX) / 2)} ${short(y - Math.min(22, 6 + Math.abs(fromX - toX)))} ${short(toX)} ${short(y)}`,
        fill: 'none',
        stroke: palette.merge,
        'data-merge': 1,
      }),
    ),
    ...representatives.map(({ x, y, fate }) => fateMark(x, y, fate, palette, { 'data-fate': fate })),
  ])
}

function renderFrames(
  { frames, framesBetween: { top, bottom } }: Layout,
  sample: PlottedSample,
  palette: Palette,
): Svg {
  return group(
    { id: 'frames', stroke: palette.chosen, 'stroke-width': 1.5 },
    frames.map(({ x, index, seconds }) =>
      element(
        'line',
        { x1: x, x2: x, y1: top + 3, y2: bottom, 'data-frame': index },
        element('title', {}, `${instant(seconds)}: ${sample.frames[index]?.reason.text ?? ''}`),
      ),
    ),
  )
}

function renderFaults({ faults }: Layout, palette: Palette): Svg | undefined {
  if (faults.length === 0) return undefined
  return group(
    { id: 'faults', fill: palette.capped },
    faults.map(({ x, y, fault, isReplaced }) =>
      element(
        'path',
        { d: faultMark(x, y), 'data-fault': fault },
        element(
          'title',
          {},
          isReplaced ? `${fault}: replaced by a good frame near by` : `${fault}: no good frame near by`,
        ),
      ),
    ),
  )
}

function renderAxis({ axis, axisY, left, right, width }: Layout, palette: Palette): Svg {
  const end = width - right
  return group({ id: 'axis', fill: palette.faint, 'font-size': 10 }, [
    element('line', { x1: left, x2: end, y1: axisY, y2: axisY, stroke: palette.line }),
    ...axis.flatMap(({ x, label }) => [
      element('line', { x1: x, x2: x, y1: axisY, y2: axisY + 4, stroke: palette.line }),
      element('text', { x, y: axisY + 14, 'text-anchor': x > end - 16 ? 'end' : 'middle' }, label),
    ]),
  ])
}

const path = (points: readonly { x: number; y: number }[]): string =>
  points.map(({ x, y }, k) => `${k === 0 ? 'M' : 'L'}${short(x)} ${short(y)}`).join('')
