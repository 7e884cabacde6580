/** The numbers behind the picture: one row for each second that was weighed and for each frame that was taken. */
import type { PlottedSample } from './plotted-sample.js'
import { askedOf, fatesOf } from './plotted-sample.js'

const columns = [
  'seconds',
  'mean_difference',
  'candidate',
  'group',
  'fate',
  'merged_into',
  'similarity',
  'relevance',
  'frame',
  'frame_seconds',
  'reason',
] as const
type Row = Partial<Record<(typeof columns)[number], string | number>>

export function sampleCsv(sample: PlottedSample): string {
  const { trace, frames } = sample
  const rows = new Map<number, Row>()
  const at = (seconds: number) => {
    const row = rows.get(seconds) ?? { seconds }
    rows.set(seconds, row)
    return row
  }
  for (const { timestampSeconds, meanDifference, isCandidate } of trace.curve)
    Object.assign(at(timestampSeconds), { mean_difference: meanDifference, candidate: isCandidate ? 1 : 0 })
  for (const { timestampSeconds, relevance } of trace.relevance ?? []) at(timestampSeconds).relevance = relevance
  trace.groups.forEach(({ members }, index) => {
    for (const member of members) at(member).group = index + 1
  })
  for (const [seconds, fate] of fatesOf(sample)) at(seconds).fate = fate
  for (const { timestampSeconds, intoSeconds, similarity } of trace.merges)
    Object.assign(at(timestampSeconds), { merged_into: intoSeconds, similarity })
  frames.forEach((frame, index) => {
    const { timestampSeconds: frame_seconds, reason } = frame
    Object.assign(at(askedOf(frame)), { frame: index + 1, frame_seconds, reason: reason.text })
  })
  const lines = [...rows.values()]
    .toSorted((a, b) => Number(a.seconds) - Number(b.seconds))
    .map((row) => columns.map((column) => cell(row[column])).join(','))
  return [columns.join(','), ...lines, ''].join('\n')
}

/** A cell that a spreadsheet would run is given a quote in front. */
function cell(value: string | number | undefined): string {
  if (value === undefined || typeof value === 'number') return String(value ?? '')
  const tame = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\n\r]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame
}
