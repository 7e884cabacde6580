import { expect, test } from 'vitest'
import { benjaminiHochberg, holm } from './corrections.js'

const pValues = [0.01, 0.04, 0.03, 0.005, 0.5, 0.04]

// Golden values from statsmodels 0.15.0, `multipletests`.
test('Holm and Benjamini–Hochberg equal statsmodels, ties included, in the order given', () => {
  const close = (actual: number[], expected: number[]) =>
    actual.forEach((value, index) => expect(value).toBeCloseTo(expected[index]!, 12))
  close(holm(pValues), [0.05, 0.12, 0.12, 0.03, 0.5, 0.12])
  close(benjaminiHochberg(pValues), [0.03, 0.048, 0.048, 0.03, 0.5, 0.048])
})

test('one test needs no correction, and no p-value exceeds 1', () => {
  expect(holm([0.04])).toEqual([0.04])
  expect(benjaminiHochberg([0.04])).toEqual([0.04])
  expect(holm([0.6, 0.7])).toEqual([1, 1])
  expect(holm([])).toEqual([])
})
