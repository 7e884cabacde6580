/** What was measured, as Markdown that can be pasted into RESULTS.md. */
import type { Measurement } from './compare.ts'
import { deviation, mean } from './compare.ts'

export function printTables(measurements: readonly Measurement[], counts: readonly number[]): string {
  return [
    ...counts.map((count) => table(measurements, count)),
    versus(measurements, counts),
    perFilm(measurements, counts),
  ].join('\n\n')
}

function table(measurements: readonly Measurement[], count: number): string {
  const mine = measurements.filter((one) => one.count === count)
  const films = new Set(mine.map(({ film }) => film)).size
  const rows = [...new Set(mine.map(({ key }) => key))].map((key) => {
    const own = mine.filter((one) => one.key === key)
    const coverage = own.map((one) => one.coverage)
    return [
      own[0]?.name ?? key,
      `${digits(mean(coverage))} ± ${deviation(coverage).toFixed(3)}`,
      digits(mean(own.map(({ short }) => short))),
      digits(mean(own.map(({ still }) => still))),
      digits(mean(own.map(({ redundancy }) => redundancy))),
      mean(own.map(({ frames }) => frames))?.toFixed(1),
      mean(own.map(({ tokens }) => tokens))?.toFixed(0),
      mean(own.map(({ wasted }) => wasted))?.toFixed(1),
      own[0]?.seconds === undefined ? '–' : `${median(own.map(({ seconds }) => seconds ?? 0)).toFixed(2)} s`,
    ]
  })
  const head = [
    `${count} frames, ${films} films`,
    'coverage',
    'short',
    'still',
    'redundancy',
    'frames',
    'tokens',
    'wasted',
    'time',
  ]
  return markdown(head, rows)
}

/** By film: how much more `shots` sees than each other, and on how many films. */
function versus(measurements: readonly Measurement[], counts: readonly number[]): string {
  const others = [...new Set(measurements.map(({ key }) => key))].filter((key) => key !== 'shots')
  const rows = others.map((key) => [
    `shots − ${key}`,
    ...counts.map((count) => {
      const gains = pairs(measurements, count, key)
      const wins = gains.filter((gain) => gain > 0).length
      const least = Math.min(...gains)
      return `${signed(mean(gains) ?? 0)} ± ${deviation(gains).toFixed(3)}, least ${signed(least)}, ${wins} of ${gains.length} films`
    }),
  ])
  return markdown(['coverage', ...counts.map((count) => `${count} frames`)], rows)
}

function perFilm(measurements: readonly Measurement[], counts: readonly number[]): string {
  const films = [...new Set(measurements.map(({ film }) => film))]
  const keys = ['uniform', 'paper', 'shots']
  const rows = films.map((film) => [
    film,
    ...counts.map((count) =>
      keys
        .map((key) => digits(measurements.find((m) => m.film === film && m.count === count && m.key === key)?.coverage))
        .join(' / '),
    ),
  ])
  return markdown([keys.join(' / '), ...counts.map((count) => `${count} frames`)], rows)
}

function pairs(measurements: readonly Measurement[], count: number, key: string): number[] {
  const of = (wanted: string) => measurements.filter((one) => one.count === count && one.key === wanted)
  return of('shots').flatMap((own) => {
    const other = of(key).find(({ film }) => film === own.film)
    return other === undefined ? [] : [own.coverage - other.coverage]
  })
}

function markdown(head: string[], rows: (string | undefined)[][]): string {
  const line = (cells: (string | undefined)[]) => `| ${cells.map((cell) => cell ?? '–').join(' | ')} |`
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n')
}

function digits(value: number | undefined): string {
  return value === undefined ? '–' : value.toFixed(3)
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}
