/** Coverage against the number of frames: a line for each way of choosing, with one standard deviation either side. */
import type { Measurement } from './compare.ts'
import { deviation, mean } from './compare.ts'

const [WIDTH, HEIGHT] = [860, 420]
const MARGIN = { left: 60, right: 330, top: 50, bottom: 50 }
/** Told apart without colour too: each line has a dash of its own. */
const looks: Record<string, { colour: string; dash: string }> = {
  shots: { colour: '#8b2f6b', dash: '' },
  uniform: { colour: '#2f5f8f', dash: '6 4' },
  paper: { colour: '#8a5a00', dash: '2 3' },
  elbow: { colour: '#b3261e', dash: '10 3 2 3' },
  diverse: { colour: '#1b7048', dash: '12 4' },
}

export function plotCoverage(measurements: readonly Measurement[], counts: readonly number[]): string {
  const x = (count: number) =>
    MARGIN.left + (counts.indexOf(count) / Math.max(1, counts.length - 1)) * (WIDTH - MARGIN.left - MARGIN.right)
  const y = (coverage: number) => HEIGHT - MARGIN.bottom - coverage * (HEIGHT - MARGIN.top - MARGIN.bottom)
  const films = new Set(measurements.map(({ film }) => film)).size
  const keys = [...new Set(measurements.map(({ key }) => key))]
  const marks = [0, 0.2, 0.4, 0.6, 0.8, 1].map(
    (level) =>
      `<line x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${y(level)}" y2="${y(level)}" stroke="#e2ded8"/>` +
      `<text x="${MARGIN.left - 8}" y="${y(level) + 4}" text-anchor="end">${level.toFixed(1)}</text>`,
  )
  const ticks = counts.map(
    (count) => `<text x="${x(count)}" y="${HEIGHT - MARGIN.bottom + 20}" text-anchor="middle">${count} frames</text>`,
  )
  const lines = keys.map((key, place) => {
    const { colour, dash } = looks[key] ?? { colour: '#1f1c19', dash: '' }
    const points = counts.map((count) => {
      const values = measurements.filter((one) => one.key === key && one.count === count).map((one) => one.coverage)
      return { x: x(count), middle: mean(values) ?? 0, spread: deviation(values) }
    })
    const path = points.map((point) => `${point.x},${y(point.middle)}`).join(' ')
    const whiskers = points.map(
      ({ x: at, middle, spread }) =>
        `<line x1="${at}" x2="${at}" y1="${y(Math.min(1, middle + spread))}" y2="${y(middle - spread)}"/>`,
    )
    const labelY = MARGIN.top + 14 + place * 24
    const labelX = WIDTH - MARGIN.right + 20
    return (
      `<g stroke="${colour}" stroke-width="2" fill="none"><polyline points="${path}" stroke-dasharray="${dash}"/>` +
      `<g stroke-width="1">${whiskers.join('')}</g>` +
      `<line x1="${labelX}" x2="${labelX + 34}" y1="${labelY - 4}" y2="${labelY - 4}" stroke-dasharray="${dash}"/></g>` +
      `<text x="${labelX + 42}" y="${labelY}">${escaped(measurements.find((one) => one.key === key)?.name ?? key)}</text>`
    )
  })
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" fill="#1f1c19">` +
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>` +
    `<text x="${MARGIN.left}" y="26" font-size="15">Shots of which a frame was chosen, of all shots (mean of ${films} films, ± 1 sd)</text>` +
    [...marks, ...ticks, ...lines].join('') +
    '</svg>\n'
  )
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
