/** A sample in words: the line under the title, and the description for those who do not see the picture. */
import type { PlottedSample } from './plotted-sample.js'
import { fatesOf } from './plotted-sample.js'
import { clock, instant } from './time-axis.js'

const rules: Record<string, string> = {
  live: 'live: every frame (§4.1)',
  vlog: 'vlog: evenly in time (§4.1)',
  documentary: 'documentary: most changing of each group (§4.1)',
  segments: 'segments for the caption (§3.2)',
}
const selections: Record<string, string> = {
  uniform: 'spread evenly (ours)',
  shots: 'by stretches of one look (ours)',
  diverse: 'least alike (ours)',
  question: 'by a question (ours)',
}

export function nameSample({ trace, frames, merge, cappedFrom, fallback, settings }: PlottedSample): string {
  const rule = (trace.selection && selections[trace.selection]) ?? rules[trace.strategy] ?? trace.strategy
  const parts = [
    `${frames.length} frames of ${clock(trace.durationSeconds)}`,
    rule,
    cappedFrom ? `thinned from ${cappedFrom}` : '',
    merge?.startsWith('skipped') ? `step 3 ${merge}` : '',
    fallback ? `fallback: ${fallback}` : '',
    trace.gap ? `no stretch longer than ${trace.gap.widestSeconds.toFixed(1)} s` : '',
    typeof settings?.question === 'string' ? `“${settings.question}”` : '',
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

export function describeSample(sample: PlottedSample): string {
  const { trace, frames } = sample
  const candidates = trace.curve.filter(({ isCandidate }) => isCandidate).length
  const leftOut = [...fatesOf(sample).values()].filter((fate) => fate === 'left out').length
  const sentences = [
    `${nameSample(sample)}.`,
    trace.curve.length > 0 && trace.threshold !== undefined
      ? `Of ${trace.curve.length} seconds ${candidates} differ from the one before by more than T = ${trace.threshold}.`
      : '',
    trace.groups.length > 0
      ? `${trace.groups.length} groups; ${trace.merges.length} of their frames were merged, ${leftOut} left out.`
      : '',
    trace.shots === undefined ? '' : `${trace.shots.length} stretches of one look.`,
    `Frames at ${frames.map(({ timestampSeconds }) => instant(timestampSeconds)).join(', ')}.`,
  ]
  return sentences.filter((sentence) => sentence !== '').join(' ')
}
