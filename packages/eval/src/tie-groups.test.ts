import { expect, test } from 'vitest'
import { tieGroups } from './tie-groups.js'

const different = (pairs: string[]) => (a: string, b: string) => pairs.includes(`${a}${b}`)

test('rows that cannot be told from the leader share its group; the first that can leads the next', () => {
  expect(tieGroups(['a', 'b', 'c', 'd', 'e'], different(['ac', 'ad', 'ae', 'ce']))).toEqual([1, 1, 2, 2, 3])
})

test('without any significant difference everybody is tied', () => {
  expect(tieGroups(['a', 'b', 'c'], () => false)).toEqual([1, 1, 1])
  expect(tieGroups([], () => true)).toEqual([])
})
