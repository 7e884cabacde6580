/** What each mark of the picture means and how many there are of it; only marks that are there. */
import { fateMark, faultMark } from './fate-mark.js'
import type { Palette } from './palettes.js'
import type { PlottedSample } from './plotted-sample.js'
import { fatesOf } from './plotted-sample.js'
import { element, group, type Svg } from './svg.js'

interface Entry {
  label: string
  mark: (x: number, y: number) => Svg
}

const lineHeight = 16
/** Averaged over the letters of the legend's font; a word too wide only breaks a line too early. */
const characterWidth = 6

export function renderLegend(
  sample: PlottedSample,
  palette: Palette,
  { left, top, width }: { left: number; top: number; width: number },
): { svg: Svg; bottom: number } {
  let x = left
  let y = top + 8
  const entries = entriesOf(sample, palette).map(({ label, mark }) => {
    const wide = 20 + label.length * characterWidth + 16
    if (x + wide > width && x > left) {
      x = left
      y += lineHeight
    }
    const entry = group({}, [mark(x, y - 4), element('text', { x: x + 20, y, fill: palette.soft }, label)])
    x += wide
    return entry
  })
  return { svg: group({ id: 'legend' }, entries), bottom: y + 4 }
}

function entriesOf(sample: PlottedSample, palette: Palette): Entry[] {
  const { trace, frames } = sample
  const fates = [...fatesOf(sample).values()]
  const candidates = trace.curve.filter(({ isCandidate }) => isCandidate).length
  const leftOut = fates.filter((fate) => fate === 'left out').length
  const line =
    (stroke: string, dash?: string) =>
    (x: number, y: number): Svg =>
      element('line', { x1: x, x2: x + 14, y1: y, y2: y, stroke, 'stroke-width': 1.6, 'stroke-dasharray': dash })
  const bands =
    trace.shots !== undefined
      ? `${trace.shots.length} stretches of one look`
      : trace.groups.length > 0
        ? `${trace.groups.length} groups`
        : trace.strategy === 'segments' && frames[0]?.reason.groups
          ? `${frames[0].reason.groups} segments`
          : undefined
  const entries: (Entry | false | undefined)[] = [
    {
      label: `${frames.length} frames taken`,
      mark: (x, y) =>
        element('line', { x1: x + 7, x2: x + 7, y1: y - 6, y2: y + 5, stroke: palette.chosen, 'stroke-width': 1.6 }),
    },
    trace.curve.length > 1 && { label: 'D/M to the second before (square-root scale)', mark: line(palette.curve) },
    trace.threshold !== undefined && {
      label: `threshold T = ${trace.threshold}`,
      mark: line(palette.threshold, '5 3'),
    },
    candidates > 0 && {
      label: `${candidates} candidates`,
      mark: (x, y) => element('circle', { cx: x + 7, cy: y, r: 2, fill: palette.curve }),
    },
    bands !== undefined && {
      label: bands,
      mark: (x, y) =>
        group({}, [
          element('rect', { x, y: y - 5, width: 7, height: 10, fill: palette.band, stroke: palette.line }),
          element('rect', { x: x + 7, y: y - 5, width: 7, height: 10, fill: palette.otherBand, stroke: palette.line }),
        ]),
    },
    fates.includes('chosen') && {
      label: 'representative taken',
      mark: (x, y) => fateMark(x + 7, y, 'chosen', palette),
    },
    trace.merges.length > 0 && {
      label: `${trace.merges.length} merged into the one before`,
      mark: (x, y) => fateMark(x + 7, y, 'merged', palette),
    },
    leftOut > 0 && {
      label: `${leftOut} left out by the cap`,
      mark: (x, y) => fateMark(x + 7, y, 'left out', palette),
    },
    (trace.faults?.length ?? 0) > 0 && {
      label: `${trace.faults?.length} black, blurred or flashing`,
      mark: (x, y) => element('path', { d: faultMark(x + 7, y), fill: palette.capped }),
    },
    trace.relevance !== undefined && { label: 'how well it fits the question', mark: line(palette.merge) },
  ]
  return entries.filter((entry): entry is Entry => typeof entry === 'object')
}
