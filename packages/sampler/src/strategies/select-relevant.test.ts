import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { selectRelevant } from './select-relevant.js'

test('where one moment fits far better than the rest, its frames are taken', () => {
  const relevance = Array.from({ length: 64 }, (_, i) => (i >= 40 && i < 44 ? 0.9 : 0.1))
  expect(selectRelevant(relevance, 4)).toEqual([40, 41, 42, 43])
})

test('where nothing stands out, every part of the film keeps frames', () => {
  const relevance = Array.from({ length: 64 }, (_, i) => 0.5 + 0.1 * Math.sin(i))
  const quarters = selectRelevant(relevance, 16).map((i) => Math.floor(i / 16))
  expect([0, 1, 2, 3].map((quarter) => quarters.filter((one) => one === quarter).length)).toEqual([4, 4, 4, 4])
})

test('a question that fits nothing better than anything else still gives all the frames', () => {
  expect(selectRelevant(Array<number>(10).fill(0.2), 4)).toHaveLength(4)
})

test('whatever the scores, positions ascend, repeat nothing, and are as many as were asked for', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { maxLength: 80 }),
      fc.integer({ min: 1, max: 90 }),
      (relevance, count) => {
        const positions = selectRelevant(relevance, count)
        expect(positions).toHaveLength(Math.min(count, relevance.length))
        expect(positions.every((p, k) => p < relevance.length && (k === 0 || p > (positions[k - 1] as number)))).toBe(
          true,
        )
      },
    ),
  )
})
