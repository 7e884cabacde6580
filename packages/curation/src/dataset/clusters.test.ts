import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitDataset } from '../split-dataset.js'
import { clusterItems } from './clusters.js'

test('a chain of links is one cluster, named after its smallest id', () => {
  const clusters = clusterItems(['d', 'c', 'b', 'a', 'e'], {
    keys: [
      ['d', 'creator:x'],
      ['c', 'creator:x'],
    ],
    pairs: [
      ['c', 'b'],
      ['b', 'gone'],
    ],
  })
  expect(Object.fromEntries(clusters)).toEqual({ a: 'a', b: 'b', c: 'b', d: 'b', e: 'e' })
})

test('the order of the links changes nothing, and linked ids are never on two sides of a split', () => {
  const ids = Array.from({ length: 40 }, (_, index) => `v${index}`)
  const id = fc.constantFrom(...ids)
  fc.assert(
    fc.property(fc.array(fc.tuple(id, id), { maxLength: 30 }), (pairs) => {
      const clusters = clusterItems(ids, { pairs })
      expect(clusterItems(ids.toReversed(), { pairs: pairs.toReversed() }).get('v7')).toBe(clusters.get('v7'))
      const split = splitDataset(
        ids.map((one) => ({ id: one })),
        { seed: 1, ratio: { train: 0.9, heldout: 0.1 }, groupBy: (one) => clusters.get(one.id)! },
      )
      const sideOf = new Map(split.assignments.map((one) => [one.id, one.split]))
      for (const [one, other] of pairs) expect(sideOf.get(one)).toBe(sideOf.get(other))
    }),
  )
})

test('a chain of a hundred thousand links does not overflow', () => {
  const ids = Array.from({ length: 100_000 }, (_, index) => String(index).padStart(6, '0'))
  const clusters = clusterItems(ids, { pairs: ids.slice(1).map((id, index) => [id, ids[index]!]) })
  expect(new Set(clusters.values()).size).toBe(1)
})
