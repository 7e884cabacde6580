import { describe, expect, test } from 'vitest'
import { cohenKappa } from './cohen-kappa.js'

type Cell = [first: string, second: string, count: number]
const pairsOf = (cells: Cell[]) =>
  cells.flatMap(([first, second, count]) => Array.from({ length: count }, () => [first, second] as const))

/** The textbook table: 20 and 15 alike, 5 and 10 not. */
const textbook: Cell[] = [
  ['yes', 'yes', 20],
  ['yes', 'no', 5],
  ['no', 'yes', 10],
  ['no', 'no', 15],
]

/** κ of shares, and its variance by the delta method with a slope taken numerically: another way to the same number. */
function numericInterval(cells: Cell[]): { value: number; margin: number } {
  const n = cells.reduce((sum, [, , count]) => sum + count, 0)
  const kappaOf = (weights: number[]) => {
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    const share = (index: number) => weights[index]! / total
    const verdicts = new Set(cells.flatMap(([first, second]) => [first, second]))
    const observed = cells.reduce((sum, [first, second], at) => (first === second ? sum + share(at) : sum), 0)
    const side = (of: 0 | 1, verdict: string) =>
      cells.reduce((sum, cell, at) => (cell[of] === verdict ? sum + share(at) : sum), 0)
    const chance = [...verdicts].reduce((sum, verdict) => sum + side(0, verdict) * side(1, verdict), 0)
    return (observed - chance) / (1 - chance)
  }
  const shares = cells.map(([, , count]) => count / n)
  const step = 1e-6
  const slopes = shares.map(
    (_, at) => (kappaOf(shares.map((share, index) => share + (index === at ? step : 0))) - kappaOf(shares)) / step,
  )
  const mean = slopes.reduce((sum, slope, at) => sum + slope * shares[at]!, 0)
  const variance = slopes.reduce((sum, slope, at) => sum + shares[at]! * (slope - mean) ** 2, 0) / n
  return { value: kappaOf(shares), margin: 1.959964 * Math.sqrt(variance) }
}

describe("Cohen's kappa", () => {
  test('of the textbook table is 0.4, with agreement on 35 of 50', () => {
    const found = cohenKappa(pairsOf(textbook))
    expect(found).toMatchObject({ items: 50, agreed: 35, kappa: { status: 'defined' } })
    expect(found.kappa.status === 'defined' && found.kappa.value).toBeCloseTo(0.4, 10)
  })

  test.each([
    [textbook],
    [
      [
        ['a', 'a', 12],
        ['a', 'b', 3],
        ['b', 'a', 1],
        ['b', 'b', 20],
        ['c', 'b', 6],
        ['c', 'c', 9],
      ] satisfies Cell[],
    ],
  ])('has the interval that the delta method gives', (cells) => {
    const { kappa } = cohenKappa(pairsOf(cells))
    const expected = numericInterval(cells)
    if (kappa.status !== 'defined') throw new Error('undefined')
    expect(kappa.value).toBeCloseTo(expected.value, 9)
    expect(kappa.high - kappa.value).toBeCloseTo(expected.margin, 4)
  })

  test('is not defined where both said the same of everything, or where there is one item', () => {
    expect(cohenKappa(pairsOf([['yes', 'yes', 9]])).kappa).toEqual({ status: 'undefined', reason: 'no-variation' })
    expect(cohenKappa(pairsOf([['yes', 'no', 1]])).kappa).toEqual({ status: 'undefined', reason: 'too-few' })
  })
})
