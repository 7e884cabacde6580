/** One small plot with its two axes, at a place in a larger picture. The caller draws inside with `x` and `y`. */
import type { Palette } from './palettes.js'
import { element, group, type Svg } from './svg.js'

export interface Place {
  left: number
  top: number
  width: number
  height: number
}

export interface Axes {
  title: string
  xLabel: string
  yLabel: string
  xRange: readonly [from: number, to: number]
  yMost: number
}

export interface Scales {
  x: (value: number) => number
  y: (value: number) => number
  /** The plotting area's edges. */
  top: number
  bottom: number
  right: number
}

const inset = { left: 44, right: 10, top: 22, bottom: 34 }

export function drawPanel(place: Place, axes: Axes, palette: Palette, inside: (scales: Scales) => Svg[]): Svg {
  const { xRange, yMost } = axes
  const [left, right] = [place.left + inset.left, place.left + place.width - inset.right]
  const [top, bottom] = [place.top + inset.top, place.top + place.height - inset.bottom]
  const x = (value: number) => left + ((value - xRange[0]) / (xRange[1] - xRange[0] || 1)) * (right - left)
  const y = (value: number) => bottom - (value / (yMost || 1)) * (bottom - top)
  const middle = (left + right) / 2
  return group({}, [
    element('text', { x: left, y: place.top + 12, fill: palette.ink, 'font-weight': 600 }, axes.title),
    ...ticks(0, yMost, 4).flatMap((value) => [
      element('line', { x1: left, x2: right, y1: y(value), y2: y(value), stroke: palette.line, 'stroke-width': 0.5 }),
      element(
        'text',
        { x: left - 5, y: y(value) + 3, fill: palette.faint, 'text-anchor': 'end', 'font-size': 10 },
        plain(value),
      ),
    ]),
    ...ticks(xRange[0], xRange[1], 5).map((value) =>
      element(
        'text',
        { x: x(value), y: bottom + 13, fill: palette.faint, 'text-anchor': 'middle', 'font-size': 10 },
        plain(value),
      ),
    ),
    element(
      'text',
      { x: middle, y: bottom + 27, fill: palette.soft, 'text-anchor': 'middle', 'font-size': 10 },
      axes.xLabel,
    ),
    element(
      'text',
      {
        x: place.left + 10,
        y: (top + bottom) / 2,
        fill: palette.soft,
        'text-anchor': 'middle',
        'font-size': 10,
        transform: `rotate(-90 ${place.left + 10} ${(top + bottom) / 2})`,
      },
      axes.yLabel,
    ),
    ...inside({ x, y, top, bottom, right }),
  ])
}

/** Round numbers from `from` to `to`, about so many. */
export function ticks(from: number, to: number, about: number): number[] {
  const rough = (to - from) / about || 1
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((times) => times * power).find((candidate) => candidate >= rough) ?? rough
  const first = Math.ceil(from / step - 1e-9)
  const last = Math.floor(to / step + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, k) => Number(((first + k) * step).toPrecision(12)))
}

const plain = (value: number): string => (value >= 10_000 ? `${value / 1000}k` : String(value))
