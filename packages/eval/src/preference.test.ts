import { expect, test } from 'vitest'
import { publishedUserStudy } from './paper.js'
import { exactSignTest, preferenceTest, summarisePreference, wilsonInterval, type Vote } from './preference.js'

const [ours, other, notSure] = publishedUserStudy.votes.map(({ votes }) => votes)

test('84 against 52: sign test p = 0.0076, win share 0.534 to 0.695', () => {
  const summary = summarisePreference({ a: ours!, b: other!, 'not-sure': notSure! })
  expect(summary.naivePValue).toBeCloseTo(0.0076238271738663125, 12)
  expect(summary.winShare?.low).toBeCloseTo(0.5338065960068442, 12)
  expect(summary.winShare?.high).toBeCloseTo(0.6950239687617247, 12)
  expect(summary.votes).toBe(147)
  expect(summary.halfCreditShare).toBeCloseTo(89.5 / 147, 12)
})

test('Wilson stays within 0 and 1, widens with confidence, and has nothing to say of no trials', () => {
  expect(wilsonInterval(0, 7)).toMatchObject({ share: 0, low: 0 })
  expect(wilsonInterval(0, 7)?.high).toBeCloseTo(0.3543304350666875, 12)
  expect(wilsonInterval(84, 136, 0.99)?.low).toBeCloseTo(0.5072208056003362, 12)
  expect(wilsonInterval(0, 0)).toBeUndefined()
})

test('the sign test is exact and two-sided', () => {
  expect(exactSignTest(5, 1)).toBeCloseTo(0.21875, 12)
  expect(exactSignTest(1, 5)).toBe(exactSignTest(5, 1))
  expect(exactSignTest(3, 3)).toBe(1)
  expect(exactSignTest(0, 0)).toBe(1)
})

test('seven raters who always agree are worth one vote on each question', () => {
  const votes = Array.from({ length: 21 }, (_, item) =>
    Array.from({ length: 7 }, (__, rater): Vote => ({
      item: `q${item}`,
      rater: `r${rater}`,
      choice: item < 13 ? 'a' : 'b',
    })),
  ).flat()
  const result = preferenceTest(votes)
  expect(result.naivePValue).toBeLessThan(0.005)
  expect(result.itemClusteredPValue).toBeGreaterThan(0.2)
  expect(result.twoWayPValue).toBeGreaterThan(0.2)
  expect(result.effectiveVotes).toBeLessThan(22)
})

test('unanimous votes have no spread to estimate a variance from, and say so by leaving it out', () => {
  const votes: Vote[] = ['q1', 'q2'].flatMap((item) =>
    ['r1', 'r2'].map((rater) => ({ item, rater, choice: 'a' as const })),
  )
  expect(preferenceTest(votes)).not.toHaveProperty('twoWayPValue')
})
