/**
 * Rows laid out like Table 2 or 3: models down, metrics across, the average last and under its own name. The best of
 * each column is bold. What has no score is a dash; what must not be compared is marked, and the marks are explained.
 */
import { EvalError } from './errors.js'
import { formatScore } from './format-score.js'
import type { LeaderboardRow, Score } from './leaderboard.js'
import { metrics } from './metrics.js'

export type TableFormat = 'markdown' | 'latex' | 'csv'

/** @throws EvalError if metric sets are mixed. */
export function renderLeaderboard(rows: readonly LeaderboardRow[], format: TableFormat): string {
  const [first] = rows
  if (first === undefined) return ''
  if (rows.some((row) => row.metricSet !== first.metricSet))
    throw new EvalError('mixed-metric-sets', 'Avg₇ and Avg₈ cannot stand in one column.')
  const heads = ['Model', ...first.metrics.map(({ metric }) => metrics[metric].shortName), first.averageLabel]
  const scores = rows.map((row) => [...row.metrics.map(({ score }) => score), row.average])
  if (format === 'csv') return csv(heads, rows, scores)
  const best = heads.slice(1).map((_, column) => Math.max(...scores.map((line) => valueOf(line[column]))))
  const lines = rows.map((row, index) => [
    `${row.model}${marksOf(row)}`,
    ...(scores[index] ?? []).map((score, column) => ({ text: shown(score), isBest: valueOf(score) === best[column] })),
  ])
  const cells = lines.map((line) =>
    line.map((cell) => (typeof cell === 'string' ? { text: cell, isBest: false } : cell)),
  )
  return format === 'markdown' ? markdown(heads, cells, notesOf(rows)) : latex(heads, cells, notesOf(rows))
}

interface Cell {
  text: string
  isBest: boolean
}

const marks = [
  {
    mark: '†',
    note: 'as published, on other questions and by other judges',
    holds: (row: LeaderboardRow) => row.origin === 'published',
  },
  { mark: '‡', note: 'rehearsal: no real model judged this', holds: (row: LeaderboardRow) => row.isRehearsal },
  {
    mark: '*',
    note: 'not comparable: judgements are missing',
    holds: (row: LeaderboardRow) => row.origin === 'run' && !row.comparability.isComparable,
  },
]

function marksOf(row: LeaderboardRow): string {
  return marks.flatMap(({ mark, holds }) => (holds(row) ? [mark] : [])).join('')
}

function notesOf(rows: readonly LeaderboardRow[]): string[] {
  return marks.flatMap(({ mark, note, holds }) => (rows.some(holds) ? [`${mark} ${note}`] : []))
}

function valueOf(score: Score | undefined): number {
  return score?.status === 'scored' ? score.value : -Infinity
}

function shown(score: Score): string {
  return score.status === 'scored' ? formatScore(score.value) : '–'
}

function markdown(heads: string[], lines: Cell[][], notes: string[]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  const text = ({ text: raw, isBest }: Cell) =>
    isBest ? `**${raw}**` : raw.replace(/[\\|*_<>`[\]]/g, '\\$&').replace(/\s+/g, ' ')
  return [
    line(heads),
    line(heads.map((_, column) => (column === 0 ? '---' : '---:'))),
    ...lines.map((cells) => line(cells.map(text))),
    ...notes.flatMap((note) => ['', note.replace(/^\*/, '\\*')]),
  ].join('\n')
}

function latex(heads: string[], lines: Cell[][], notes: string[]): string {
  const escape = (text: string) =>
    text.replace(/\\|[&%$#_{}~^]|[₇₈†‡–]/g, (character) => latexOf[character] ?? `\\${character}`).replace(/\s+/g, ' ')
  const text = ({ text: raw, isBest }: Cell) => (isBest ? `\\textbf{${escape(raw)}}` : escape(raw))
  return [
    `\\begin{tabular}{l${'r'.repeat(heads.length - 1)}}`,
    '\\toprule',
    `${heads.map(escape).join(' & ')} \\\\`,
    '\\midrule',
    ...lines.map((cells) => `${cells.map(text).join(' & ')} \\\\`),
    '\\bottomrule',
    '\\end{tabular}',
    ...notes.map((note) => `\\par ${escape(note)}`),
  ].join('\n')
}

const latexOf: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '₇': '$_7$',
  '₈': '$_8$',
  '†': '\\textdagger{}',
  '‡': '\\textdaggerdbl{}',
  '–': '--',
}

/** Full precision, an empty field for what has no score, and the marks as columns. */
function csv(heads: string[], rows: readonly LeaderboardRow[], scores: Score[][]): string {
  const lines = rows.map((row, index) => [
    row.model,
    ...(scores[index] ?? []).map((score) => (score.status === 'scored' ? String(score.value) : '')),
    row.origin,
    String(row.isRehearsal),
    String(row.comparability.isComparable),
  ])
  return [[...heads, 'origin', 'isRehearsal', 'isComparable'], ...lines]
    .map((line) => line.map(csvField).join(','))
    .join('\r\n')
}

/** A model may be called `=HYPERLINK(…)`; a spreadsheet must not believe it. */
function csvField(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
