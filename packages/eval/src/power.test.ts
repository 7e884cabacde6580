import { expect, test } from 'vitest'
import { questionsNeeded, votesNeeded } from './power.js'

test('with a spread of 20 points, 328 questions find a difference of about 3.1', () => {
  expect(questionsNeeded(3.1, 20)).toBe(327)
})

test('a win share of 60 % needs 194 decided votes, and more when raters are alike', () => {
  expect(votesNeeded(0.6)).toBe(194)
  expect(votesNeeded(0.4)).toBe(194)
  expect(votesNeeded(0.6, { clusterSize: 7, intraclassCorrelation: 0.2 })).toBe(Math.ceil(193.8 * 2.2))
})
