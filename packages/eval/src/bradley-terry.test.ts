import { expect, test } from 'vitest'
import { bradleyTerry, type PairwiseCount } from './bradley-terry.js'

const count = (a: string, b: string, aWins: number, bWins: number, ties = 0): PairwiseCount => ({
  a,
  b,
  aWins,
  bWins,
  ties,
})

test('two models: the difference of strengths is the log odds of decided votes', () => {
  const result = bradleyTerry([count('ours', 'other', 84, 52)])
  expect(result).toMatchObject({ status: 'estimated', tieParameter: 0 })
  if (result.status !== 'estimated') return
  expect(result.logStrengths.ours! - result.logStrengths.other!).toBeCloseTo(Math.log(84 / 52), 9)
  expect(result.logStrengths.ours! + result.logStrengths.other!).toBeCloseTo(0, 12)
})

test('ties between two models leave the odds alone and are all that Davidson’s ν explains', () => {
  const result = bradleyTerry([count('ours', 'other', 84, 52, 11)])
  if (result.status !== 'estimated') throw new Error(result.reason)
  expect(result.logStrengths.ours! - result.logStrengths.other!).toBeCloseTo(Math.log(84 / 52), 9)
  expect(result.tieParameter).toBeCloseTo(11 / Math.sqrt(84 * 52), 9)
})

test('at the maximum every model wins as often as its strength foresees', () => {
  const counts = [count('a', 'b', 12, 5, 3), count('b', 'c', 9, 7, 1), count('a', 'c', 4, 6, 2)]
  const result = bradleyTerry(counts)
  if (result.status !== 'estimated') throw new Error(result.reason)
  const strength = (name: string) => Math.exp(result.logStrengths[name]!)
  for (const name of ['a', 'b', 'c']) {
    let observed = 0
    let foreseen = 0
    for (const { a, b, aWins, bWins, ties } of counts) {
      if (a !== name && b !== name) continue
      const [p, q] = [strength(a), strength(b)]
      const tie = result.tieParameter * Math.sqrt(p * q)
      observed += (a === name ? aWins : bWins) + ties / 2
      foreseen += ((aWins + bWins + ties) * ((a === name ? p : q) + tie / 2)) / (p + q + tie)
    }
    expect(foreseen).toBeCloseTo(observed, 8)
  }
})

test('a model that never lost has no finite strength', () => {
  expect(bradleyTerry([count('a', 'b', 5, 0)])).toEqual({ status: 'undefined', reason: 'not-connected' })
  expect(bradleyTerry([count('a', 'b', 5, 1), count('c', 'd', 2, 2)])).toMatchObject({ reason: 'not-connected' })
  expect(bradleyTerry([count('a', 'b', 0, 0)])).toEqual({ status: 'undefined', reason: 'no-votes' })
})
