/** The marks for what became of a frame. Of a representative, full: taken; ring: merged; cross: left out. Of a faulty one, a triangle. */
import type { Palette } from './palettes.js'
import type { Fate } from './plotted-sample.js'
import { element, short, type Svg } from './svg.js'

const radius = 2.6

export function fateMark(
  x: number,
  y: number,
  fate: Fate,
  palette: Palette,
  attributes: { 'data-fate'?: Fate } = {},
): Svg {
  if (fate === 'chosen') return element('circle', { cx: x, cy: y, r: radius, fill: palette.chosen, ...attributes })
  if (fate === 'merged')
    return element('circle', { cx: x, cy: y, r: radius, fill: palette.ground, stroke: palette.merge, ...attributes })
  const [west, east, north, south] = [x - radius, x + radius, y - radius, y + radius].map(short)
  return element('path', {
    d: `M${west} ${north}L${east} ${south}M${west} ${south}L${east} ${north}`,
    stroke: palette.capped,
    'stroke-width': 1.4,
    ...attributes,
  })
}

/** A triangle that points at the time axis. */
export const faultMark = (x: number, y: number): string => `M${short(x - 3)} ${short(y - 3)}h6l-3 5z`
