/**
 * A calibration as one picture: how often each difference occurs, the sorted curve with its elbow, how many candidates
 * each T would leave; and, where similarities are known, the same for τ.
 */
import type { Calibration } from '../calibration.js'
import { DEFAULT_DIFFERENCE_THRESHOLD, DEFAULT_SIMILARITY_THRESHOLD } from '../paper.js'
import { drawPanel, type Place, type Scales } from './panel.js'
import type { Palette, PlotTheme } from './palettes.js'
import { palettes } from './palettes.js'
import { drawSheet } from './sheet.js'
import { element, group, short, type Svg } from './svg.js'

export interface CalibrationPlotOptions {
  width?: number
  theme?: PlotTheme
  title?: string
}

type Draw = (place: Place, palette: Palette) => Svg

const panel = { height: 190, least: 250, gap: 12, margin: 12, head: 48 }

export function renderCalibrationSvg(calibration: Calibration, options: CalibrationPlotOptions = {}): string {
  const { width = 960, theme = 'light', title = 'Where T and τ would cut' } = options
  const palette = palettes[theme]
  const draws = panelsOf(calibration)
  const columns = Math.max(1, Math.min(3, Math.floor((width - panel.margin) / panel.least)))
  const each = (width - 2 * panel.margin - (columns - 1) * panel.gap) / columns
  const rows = Math.max(1, Math.ceil(draws.length / columns))
  const height = panel.head + rows * (panel.height + panel.gap)
  const words = describeCalibration(calibration)
  return drawSheet(
    { width, height, left: panel.margin, title, line: summarise(calibration), words, palette },
    ...draws.map((draw, k) =>
      draw(
        {
          left: panel.margin + (k % columns) * (each + panel.gap),
          top: panel.head + Math.floor(k / columns) * (panel.height + panel.gap),
          width: each,
          height: panel.height,
        },
        palette,
      ),
    ),
  )
}

export function describeCalibration(calibration: Calibration): string {
  const { threshold, similarity } = calibration
  return [
    `${summarise(calibration)}.`,
    threshold ? `Suggested T = ${threshold.suggested}. ${threshold.because}` : 'No second could be compared.',
    similarity ? `Suggested τ = ${similarity.suggested}. ${similarity.because}` : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

function summarise({ videos, threshold, similarity, failures }: Calibration): string {
  const parts = [
    `${videos.length} ${videos.length === 1 ? 'video' : 'videos'}`,
    `${threshold?.distribution.count ?? 0} differences`,
    similarity ? `${similarity.distribution.count} pairs of neighbours` : '',
    failures.length > 0 ? `${failures.length} left out` : '',
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

function panelsOf({ threshold, similarity }: Calibration): Draw[] {
  return [
    ...(threshold
      ? [
          histogram('How often each difference occurs', 'D/M', threshold.distribution.histogram, {
            usual: ['T', DEFAULT_DIFFERENCE_THRESHOLD],
            suggested: ['T', threshold.suggested],
          }),
          sortedCurve(threshold),
          outcomes(
            'Candidates that T leaves',
            'T',
            'per minute',
            threshold.outcomes.map((one) => [one.threshold, one.perMinute]),
            {
              usual: ['T', DEFAULT_DIFFERENCE_THRESHOLD],
              suggested: ['T', threshold.suggested],
            },
          ),
        ]
      : []),
    ...(similarity
      ? [
          histogram('How alike neighbours are', 'S', similarity.distribution.histogram, {
            usual: ['τ', DEFAULT_SIMILARITY_THRESHOLD],
            suggested: ['τ', similarity.suggested],
          }),
          outcomes(
            'Pairs that τ merges',
            'τ',
            '% of the pairs',
            similarity.outcomes.map((one) => [one.threshold, 100 * one.share]),
            {
              usual: ['τ', DEFAULT_SIMILARITY_THRESHOLD],
              suggested: ['τ', similarity.suggested],
            },
          ),
        ]
      : []),
  ]
}

interface Cuts {
  usual: [name: string, value: number]
  suggested: [name: string, value: number]
}

function histogram(
  title: string,
  xLabel: string,
  bins: { from: number; to: number; count: number }[],
  cuts: Cuts,
): Draw {
  const from = Math.min(bins[0]?.from ?? 0, cuts.usual[1])
  const to = Math.max(bins.at(-1)?.to ?? 1, cuts.usual[1])
  // As roots: the many small differences would hide every large one.
  const yMost = Math.sqrt(Math.max(1, ...bins.map(({ count }) => count)))
  return (place, palette) =>
    drawPanel(place, { title, xLabel, yLabel: '√ of how many', xRange: [from, to], yMost }, palette, (scales) => [
      ...bins.map((bin) =>
        element('rect', {
          x: scales.x(bin.from),
          width: Math.max(0.5, scales.x(bin.to) - scales.x(bin.from) - 0.5),
          y: scales.y(Math.sqrt(bin.count)),
          height: scales.bottom - scales.y(Math.sqrt(bin.count)),
          fill: palette.curve,
          'data-bin': bin.count,
        }),
      ),
      ...cutLines(cuts, scales, palette),
    ])
}

function sortedCurve({ sortedCurve: points, elbow }: NonNullable<Calibration['threshold']>): Draw {
  const yMost = Math.max(1, ...points.map(({ value }) => value))
  return (place, palette) =>
    drawPanel(
      place,
      { title: 'Differences, largest first', xLabel: '% of the seconds', yLabel: 'D/M', xRange: [0, 100], yMost },
      palette,
      ({ x, y }) => {
        const line = points.map(
          ({ share, value }, k) => `${k === 0 ? 'M' : 'L'}${short(x(100 * share))} ${short(y(value))}`,
        )
        const [first, last] = [points[0], points.at(-1)]
        const chord =
          first && last
            ? [
                element('line', {
                  x1: x(100 * first.share),
                  y1: y(first.value),
                  x2: x(100 * last.share),
                  y2: y(last.value),
                  stroke: palette.line,
                  'stroke-dasharray': '2 3',
                }),
              ]
            : []
        const bend = elbow
          ? [
              element('circle', {
                cx: x(100 * elbow.share),
                cy: y(elbow.value),
                r: 3.5,
                fill: palette.chosen,
                id: 'elbow',
              }),
              element(
                'text',
                { x: x(100 * elbow.share) + 7, y: y(elbow.value) - 6, fill: palette.chosen },
                `elbow: ${elbow.value.toFixed(1)} at ${(100 * elbow.share).toFixed(1)} %`,
              ),
            ]
          : []
        return [
          ...chord,
          element('path', { d: line.join(''), fill: 'none', stroke: palette.curve, 'stroke-width': 1.5 }),
          ...bend,
        ]
      },
    )
}

function outcomes(title: string, xLabel: string, yLabel: string, points: [number, number][], cuts: Cuts): Draw {
  const xs = [...points.map(([value]) => value), cuts.usual[1]]
  const yMost = Math.max(1, ...points.map(([, outcome]) => outcome))
  return (place, palette) =>
    drawPanel(
      place,
      { title, xLabel, yLabel, xRange: [Math.min(...xs), Math.max(...xs)], yMost },
      palette,
      (scales) => [
        element('path', {
          d: points
            .map(([value, outcome], k) => `${k === 0 ? 'M' : 'L'}${short(scales.x(value))} ${short(scales.y(outcome))}`)
            .join(''),
          fill: 'none',
          stroke: palette.curve,
          'stroke-width': 1.5,
        }),
        ...points.map(([value, outcome]) =>
          element('circle', {
            cx: scales.x(value),
            cy: scales.y(outcome),
            r: 2,
            fill: palette.curve,
            'data-outcome': value,
          }),
        ),
        ...cutLines(cuts, scales, palette),
      ],
    )
}

/** Dashed: what is used where nobody says otherwise. Full: what is suggested here. */
function cutLines({ usual, suggested }: Cuts, { x, top, bottom, right }: Scales, palette: Palette): Svg[] {
  const line = ([name, value]: [string, number], stroke: string, words: string, row: number, dash?: string) => {
    // Near the right edge the words stand on the left of their line.
    const isLeft = x(value) > right - 90
    return group({ 'data-cut': words }, [
      element('line', {
        x1: x(value),
        x2: x(value),
        y1: top,
        y2: bottom,
        stroke,
        'stroke-width': 1.5,
        'stroke-dasharray': dash,
      }),
      element(
        'text',
        {
          x: x(value) + (isLeft ? -4 : 4),
          y: top + 10 + row * 13,
          fill: stroke,
          stroke: palette.ground,
          'stroke-width': 3,
          'paint-order': 'stroke',
          'font-size': 10,
          'text-anchor': isLeft ? 'end' : 'start',
        },
        `${words} ${name} = ${value}`,
      ),
    ])
  }
  const both = [line(suggested, palette.chosen, 'suggested', 0)]
  if (usual[1] !== suggested[1]) both.push(line(usual, palette.threshold, 'default', 1, '5 3'))
  return both
}
