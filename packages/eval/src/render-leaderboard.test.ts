import { expect, test } from 'vitest'
import { leaderboardRow, publishedLeaderboardRow, type LeaderboardRow } from './leaderboard.js'
import { publishedTable2, publishedTable3 } from './paper.js'
import { renderLeaderboard } from './render-leaderboard.js'

const table2 = publishedTable2.map(publishedLeaderboardRow)
const unscored = (model: string): LeaderboardRow =>
  leaderboardRow([], { model, metricSet: 'main7', judges: ['gpt-4o'], rounds: 1, questionIds: ['q1'] })

test('Table 2 comes out as printed, the best of each column bold, the average under its name', () => {
  const lines = renderLeaderboard(table2, 'markdown').split('\n')
  expect(lines[0]).toBe('| Model | Cons | Hall | Adh | Flu | Hum | Acc | Ton | Avg₇ |')
  expect(lines[2]).toBe('| llama3.1-8B-Instruct† | 64.48 | 53.93 | 47.67 | 72.04 | 46.72 | 48.24 | 46.96 | 54.29 |')
  expect(lines.find((line) => line.includes('Ours'))).toBe(
    '| InternVL2.5-8B w/ Video SFT (Ours)† | 72.17 | 74.38 | 70.52 | 87.93 | **69.98** | 69.26 | 61.75 | 72.28 |',
  )
  expect(lines.join('\n').match(/\*\*/g)).toHaveLength(2 * 8)
  expect(lines.at(-1)).toBe('† as published, on other questions and by other judges')
})

test('what has no score is a dash, and the mark says why', () => {
  const text = renderLeaderboard([table2[0]!, unscored('mine')], 'markdown')
  expect(text).toContain('| mine\\* | – | – | – | – | – | – | – | – |')
  expect(text).toContain('\\* not comparable: judgements are missing')
})

test('LaTeX escapes what a name may hold, and labels the average', () => {
  const text = renderLeaderboard([{ ...table2[0]!, model: 'a_b & 50% \\input{x}' }], 'latex')
  expect(text).toContain('a\\_b \\& 50\\% \\textbackslash{}input\\{x\\}\\textdagger{} & \\textbf{64.48}')
  expect(text).toContain('Ton & Avg$_7$ \\\\')
})

test('CSV keeps full precision, quotes, and hands a spreadsheet no formula', () => {
  const text = renderLeaderboard([{ ...table2[0]!, model: '=1+1, "x"' }, unscored('b')], 'csv')
  const [, first, second] = text.split('\r\n')
  expect(first).toMatch(/^"'=1\+1, ""x""",64\.48,.*,54\.2914285714285\d*,published,false,false$/)
  expect(second).toBe('b,,,,,,,,,run,false,false')
})

test('Avg₇ and Avg₈ cannot stand in one column', () => {
  const mixed = [table2[0]!, publishedLeaderboardRow(publishedTable3[0]!)]
  expect(() => renderLeaderboard(mixed, 'markdown')).toThrow(expect.objectContaining({ code: 'mixed-metric-sets' }))
})
