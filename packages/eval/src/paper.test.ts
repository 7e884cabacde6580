import { expect, test } from 'vitest'
import { formatScore } from './format-score.js'
import { publishedLeaderboardRow, rankRows } from './leaderboard.js'
import {
  publishedKindShares,
  publishedTable2,
  publishedTable3,
  publishedTable4,
  publishedTable5,
  publishedTables6And7,
  publishedUserStudy,
} from './paper.js'

const averageOf = (row: (typeof publishedTable2)[number]) => {
  const { average } = publishedLeaderboardRow(row)
  return average.status === 'scored' ? average.value : undefined
}
const rowOf = (model: string) => publishedTable2.find((row) => row.model === model) ?? publishedTable2[0]!

test('Table 2 has nineteen general baselines, three experts and ours', () => {
  expect(publishedTable2).toHaveLength(23)
  expect(publishedTable2.filter(({ group }) => group === 'General Baselines')).toHaveLength(19)
  expect(publishedTable2.filter(({ group }) => group === 'Role-playing Expertise Models')).toHaveLength(3)
})

test('every printed average of Tables 2 and 3 is the mean of its own row, to a hundredth', () => {
  const off = [...publishedTable2, ...publishedTable3].filter(
    (row) => Math.abs((averageOf(row) ?? Infinity) - row.printedAverage) > 0.01,
  )
  expect(off).toEqual([])
})

test.each([
  ['llama3.1-8B-Instruct', 54.291429],
  ['qwen3-8B', 54.89],
  ['GPT-4-Turbo', 67.797143],
  ['GPT-4.1', 73.205714],
  ['GPT-4o', 69.147143],
  ['Gemini-2.5-Pro-Exp', 76.665714],
  ['Qwen-max', 71.504286],
  ['InternVL2.5-8B w/ Video SFT (Ours)', 72.284286],
])('the mean of %s is %d in full precision', (model, mean) => {
  expect(averageOf(rowOf(model))).toBeCloseTo(mean, 6)
})

test('one model, two averages: 72.28 over seven metrics, 66.18 over eight', () => {
  const main = publishedLeaderboardRow(rowOf('InternVL2.5-8B w/ Video SFT (Ours)'))
  const ablation = publishedLeaderboardRow(publishedTable3[0]!)
  expect(main.averageLabel).toBe('Avg₇')
  expect(ablation.averageLabel).toBe('Avg₈')
  const shown = [main, ablation].map(({ average }) => (average.status === 'scored' ? formatScore(average.value) : ''))
  expect(shown).toEqual(['72.28', '66.18'])
  expect(main.metrics.map(({ score }) => score)).toEqual(ablation.metrics.slice(0, 7).map(({ score }) => score))
})

test('ours ranks 17, 6, 7, 4, 1, 4, 16 of 23, and sixth on average (D18)', () => {
  const ours = rankRows(publishedTable2.map(publishedLeaderboardRow)).at(-1)
  expect(Object.values(ours?.metrics ?? {})).toEqual([17, 6, 7, 4, 1, 4, 16])
  expect(ours?.average).toBe(6)
})

test('against its base model ours gains 25.61 points on average', () => {
  const gain = (averageOf(rowOf('InternVL2.5-8B w/ Video SFT (Ours)')) ?? 0) - (averageOf(rowOf('InternVL2.5-8B')) ?? 0)
  expect(formatScore(gain)).toBe('25.61')
})

test.each([
  ['8B w/ Video SFT', '8B w/ Text SFT', [2.76, 6.82, 2.43, 5.56, 4.81, 8.85, 3.01, 9.23], '5.43'],
  ['8B w/ Summary Context', '8B w/o Summary Context', [1.79, 1.92, 0.86, 2.19, 1.47, 3.37, 0.72, 4.06], '2.05'],
])('%s beats %s by the printed differences', (better, worse, differences, averageGain) => {
  const [a, b] = [better, worse].map((model) => publishedTable3.find((row) => row.model === model)!)
  const scoresOf = (row: typeof a) => Object.values(row!.scores)
  scoresOf(a).forEach((score, index) => expect(score - scoresOf(b)[index]!).toBeCloseTo(differences[index]!, 9))
  // In full precision; the rounded averages of the first pair differ by 5.44.
  expect(formatScore(averageOf(a!)! - averageOf(b!)!)).toBe(averageGain)
})

test('Table 4: memory adds up, and 32 more frames cost 0.31 s each', () => {
  expect(publishedTable4.map(({ gpu0MiB, gpu1MiB }) => gpu0MiB + gpu1MiB)).toEqual([
    16922, 17022, 17868, 18326, 20674, 25002,
  ])
  expect((publishedTable4[5].seconds - publishedTable4[4].seconds) / 32).toBeCloseTo(0.3097, 4)
})

test('Table 5: fine-tuning costs 0.915 points on average', () => {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  expect(mean(publishedTable5.map(({ withSft }) => withSft))).toBeCloseTo(73.17125, 9)
  expect(mean(publishedTable5.map(({ withoutSft }) => withoutSft))).toBeCloseTo(74.08625, 9)
})

test('Tables 6 and 7 are averaged arithmetically', () => {
  const means = publishedTables6And7.map(({ scores }) => {
    const values = Object.values(scores)
    return values.reduce((sum, value) => sum + value, 0) / values.length
  })
  const expected = [0.5465, 0.519071, 0.375029, 0.595829, 0.563814, 0.448471]
  means.forEach((mean, index) => expect(mean).toBeCloseTo(expected[index]!, 6))
})

test('147 votes are seven on each of 21 questions; the shares of the kinds miss 100 %', () => {
  expect(publishedUserStudy.votes.reduce((sum, { votes }) => sum + votes, 0)).toBe(7 * publishedUserStudy.questions)
  expect(Object.values(publishedKindShares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(99.9, 9)
})
