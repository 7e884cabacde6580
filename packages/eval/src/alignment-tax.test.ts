import { expect, test } from 'vitest'
import { alignmentTax, readOpenCompassSummary } from './alignment-tax.js'
import { publishedTable5 } from './paper.js'

test('Table 5: seven of eight benchmarks lose, 0.915 points on average', () => {
  const { rows, means } = alignmentTax(publishedTable5)
  const printed = [
    [-0.4, -0.543],
    [-0.62, -0.84],
    [-2.89, -3.955],
    [-1.31, -2.111],
    [-0.91, -1.193],
    [-0.28, -0.301],
    [0.06, 0.066],
    [-0.97, -1.944],
  ]
  rows.forEach(({ delta, relativePercent }, index) => {
    expect(delta).toBeCloseTo(printed[index]![0]!, 9)
    expect(relativePercent).toBeCloseTo(printed[index]![1]!, 3)
  })
  expect(means?.withSft).toBeCloseTo(73.17125, 9)
  expect(means?.withoutSft).toBeCloseTo(74.08625, 9)
  expect(means?.delta).toBeCloseTo(-0.915, 9)
  expect(alignmentTax([])).toEqual({ rows: [] })
})

test('a summary of OpenCompass is read, and a missing result is missing, not 0', () => {
  const csv =
    '\uFEFFdataset,version,metric,mode,internvl-sft,"base, no sft"\r\nmmlu,-,naive_average,gen,73.27,73.67\r\ngsm8k,17d799,accuracy,gen,-,76.27\r\n'
  expect(readOpenCompassSummary(csv)).toEqual({
    status: 'read',
    models: ['internvl-sft', 'base, no sft'],
    results: [
      { dataset: 'mmlu', metric: 'naive_average', scores: { 'internvl-sft': 73.27, 'base, no sft': 73.67 } },
      { dataset: 'gsm8k', metric: 'accuracy', scores: { 'base, no sft': 76.27 } },
    ],
  })
})

test.each([
  ['', 'The first line is not'],
  ['a,b\n1,2', 'The first line is not'],
  ['dataset,version,metric,mode\nx,y,z,gen', 'The first line is not'],
  ['dataset,version,metric,mode,m\nmmlu,-,avg,gen', 'Row 1 has 4 fields instead of 5'],
])('%j is no summary', (csv, reason) => {
  expect(readOpenCompassSummary(csv)).toMatchObject({ status: 'unreadable', reason: expect.stringContaining(reason) })
})
